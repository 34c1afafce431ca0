import type { ServerResponse } from 'node:http';

/** DICOM JSON (PS3.18 annex F). */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'Content-Type': 'application/dicom+json', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}

/** A refusal in words. */
export function sendProblem(response: ServerResponse, status: number, message: string): void {
  const text = JSON.stringify({ status, message });
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}
