import { chaiXml } from '@/lib/server/models/chaiXml';
import { installedModel } from '@/lib/server/models/readModelPackage';

/** The CHAI applied model card, from the same card.json that the page shows. */
export async function GET(): Promise<Response> {
  const { card, manifest } = await installedModel();
  return new Response(chaiXml(card), {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${manifest.id}-${manifest.version}-chai.xml"`,
    },
  });
}
