import { serveDecoding } from '@/lib/client/dicom/serveDecoding';

const { origin } = self.location;
serveDecoding({
  'jpeg-ls': `${origin}/jpeg-ls.wasm`,
  'jpeg-2000': `${origin}/jpeg-2000.wasm`,
  htj2k: `${origin}/htj2k.wasm`,
});
