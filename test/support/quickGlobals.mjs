import swc from '@swc/jest';

const names = ['Array', 'Float32Array', 'Float64Array', 'Int16Array', 'Int32Array', 'Math', 'Number', 'Uint8Array'];
/** On the first line, so that the lines of a source stay where they are. */
const prefix = `"use strict";const {${names.join(',')}}=globalThis;`;

/**
 * Transforms by SWC, and gives each module of ours its own names for what numeric code asks for in its inner loops. Jest runs
 * modules in a context whose globals go through an interceptor: with them, outlining a vertebra took twenty times as long.
 */
export default {
  createTransformer(options) {
    const transformer = swc.createTransformer(options);
    return {
      ...transformer,
      getCacheKey: (...request) => transformer.getCacheKey(...request) + names.join(''),
      process(source, file, request) {
        const result = transformer.process(source, file, request);
        return file.includes('node_modules') ? result : { ...result, code: prefix + result.code };
      },
    };
  },
};
