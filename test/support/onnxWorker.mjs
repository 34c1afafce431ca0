// onnxruntime-web imports its glue dynamically, which jest's module sandbox forbids; a worker thread is outside it.
import { parentPort } from 'node:worker_threads';
import * as runtime from 'onnxruntime-web/wasm';

runtime.env.wasm.numThreads = 1;
runtime.env.logLevel = 'fatal';
const sessions = new Map();

const operations = {
  async create({ key, bytes }) {
    const session = await runtime.InferenceSession.create(bytes);
    sessions.set(key, session);
    return { inputNames: session.inputNames, outputNames: session.outputNames };
  },
  async run({ key, feeds, names }) {
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([name, { data, dims }]) => [name, new runtime.Tensor('float32', data, dims)]),
    );
    const results = await sessions.get(key).run(tensors, names);
    return Object.fromEntries(names.map((name) => [name, { data: results[name].data, dims: results[name].dims }]));
  },
  async release({ key }) {
    await sessions.get(key)?.release();
    sessions.delete(key);
  },
};

parentPort.on('message', async ({ id, operation, argument }) => {
  try {
    parentPort.postMessage({ id, value: await operations[operation](argument) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) });
  }
});
