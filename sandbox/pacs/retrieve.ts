import { randomUUID } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { encodedFrames } from '@/lib/dicom/frames';
import { readPixelFormat } from '@/lib/dicom/pixelFormat';
import { readPart10 } from '@/lib/dicom/readPart10';
import { explicitLittleEndian } from '@/lib/dicom/transferSyntax';
import type { PacsFailures } from './failures';
import type { ArchivedInstance, FolderArchive } from './folderArchive';
import { renderedPng } from './rendered';
import { sendJson, sendProblem } from './reply';

interface RetrieveRequest {
  readonly archive: FolderArchive;
  readonly response: ServerResponse;
  readonly segments: readonly string[];
  readonly accept: string;
  readonly failures: PacsFailures;
}

/** WADO-RS (PS3.18 section 10.4): instances, metadata, frames, rendered images. False for a path that is a search. */
export async function answerRetrieve(request: RetrieveRequest): Promise<boolean> {
  const { archive, response, segments } = request;
  const [, studyUid, seriesWord, seriesUid, instancesWord, instanceUid, view, frameList] = segments;
  const wantsMetadata =
    segments.length > 2 && segments.length % 2 === 1 && segments[segments.length - 1] === 'metadata';
  const path = wantsMetadata ? segments.slice(0, -1) : segments;
  const isSearch = path.length % 2 === 1 && view === undefined;
  const malformed =
    (seriesWord !== undefined && !['series', 'metadata', 'instances'].includes(seriesWord)) ||
    (instancesWord !== undefined && !['instances', 'metadata'].includes(instancesWord));
  if (studyUid === undefined || isSearch || malformed) return false;
  const instances = archive
    .instances(studyUid, path.length > 2 ? seriesUid : undefined)
    .filter(({ sopInstanceUid }) => instanceUid === undefined || sopInstanceUid === instanceUid);
  if (instances.length === 0) sendProblem(response, 404, 'There are no such images.');
  else if (wantsMetadata)
    sendJson(
      response,
      200,
      instances.map(({ header }) => header),
    );
  else if (view === 'rendered') await sendRendered(instances[0], response);
  else if (view === 'frames') await sendFrames(instances[0], frameList ?? '', request);
  else if (view !== undefined) sendProblem(response, 404, 'There is no such resource.');
  else await sendInstances(instances, request);
  return true;
}

async function sendInstances(instances: readonly ArchivedInstance[], request: RetrieveRequest): Promise<void> {
  const asStored = /transfer-syntax=("\*"|\*)/.test(request.accept);
  const plain = instances.every(({ transferSyntaxUid }) => transferSyntaxUid === explicitLittleEndian);
  if (!asStored && !plain)
    return sendProblem(request.response, 406, 'The images are kept compressed; ask for transfer-syntax=*.');
  const parts = instances.map(({ file, transferSyntaxUid }) => ({
    type: `application/dicom; transfer-syntax=${transferSyntaxUid}`,
    length: statSync(file).size,
    open: () => createReadStream(file),
  }));
  await sendMultipart(parts, 'application/dicom', request);
}

const frameTypes: Readonly<Record<string, string>> = {
  rle: 'image/dicom-rle',
  'jpeg-lossless': 'image/jpeg',
  'jpeg-ls': 'image/jls',
  'jpeg-2000': 'image/jp2',
  htj2k: 'image/jphc',
};

async function sendFrames(instance: ArchivedInstance, list: string, request: RetrieveRequest): Promise<void> {
  const numbers = list.split(',').map(Number);
  const file = readPart10(readFileSync(instance.file));
  const format = file.ok ? readPixelFormat(file.value.attributes) : file;
  const frames = file.ok && format.ok ? encodedFrames(file.value, format.value) : undefined;
  if (!file.ok || !frames?.ok || numbers.some((number) => !frames.value[number - 1]))
    return sendProblem(request.response, 404, 'There is no such frame.');
  const type = frameTypes[file.value.transferSyntax.codec] ?? 'application/octet-stream';
  const parts = numbers.map((number) => ({
    type: `${type}; transfer-syntax=${instance.transferSyntaxUid}`,
    length: frames.value[number - 1].length,
    open: () => [frames.value[number - 1]],
  }));
  await sendMultipart(parts, type, request);
}

async function sendRendered(instance: ArchivedInstance, response: ServerResponse): Promise<void> {
  const png = await renderedPng(readFileSync(instance.file));
  if (png) response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length }).end(png);
  else sendProblem(response, 406, 'The instance cannot be shown as an image.');
}

interface Part {
  readonly type: string;
  readonly length: number;
  readonly open: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

async function sendMultipart(
  parts: readonly Part[],
  type: string,
  { response, failures }: RetrieveRequest,
): Promise<void> {
  const boundary = randomUUID();
  response.writeHead(200, { 'Content-Type': `multipart/related; type="${type}"; boundary=${boundary}` });
  const sent = failures.emptyMultipart ? [] : parts;
  for (const [index, part] of sent.entries()) {
    response.write(`--${boundary}\r\nContent-Type: ${part.type}\r\nContent-Length: ${part.length}\r\n\r\n`);
    for await (const chunk of part.open()) {
      const cut = failures.truncatedPart && index === sent.length - 1;
      const room = response.write(cut ? chunk.subarray(0, chunk.length >> 1) : chunk);
      if (cut) return void response.end();
      if (!room && !response.destroyed) await drained(response);
      if (response.destroyed) return;
    }
    response.write('\r\n');
  }
  response.end(`--${boundary}--\r\n`);
}

/** Resolves when the client has taken what was written, or has gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}
