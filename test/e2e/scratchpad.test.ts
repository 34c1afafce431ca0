import type { ServiceRequest } from 'fhir/r4';
import { describeInBrowser } from '@/test/support/browser';
import { openInFrame, surgeonAtTheDesk } from '@/test/support/surgeon';

describeInBrowser('inside an EHR that takes drafts on a scratchpad (SMART Web Messaging, E15)', () => {
  const desk = surgeonAtTheDesk({ width: 1500, height: 1100 });

  test('a draft order goes through the chart page and not through FHIR', async () => {
    const { page, product } = desk;
    product.sandbox.switches.scratchpad = true;
    product.sandbox.switches.readOnlyScopes = true;
    const frame = await openInFrame(page, product, 'no-bmd');
    const written: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname.startsWith('/fhir'))
        written.push(request.url());
    });
    await frame.click('button:has-text("Ask for it: draft order for DXA")');
    await frame.waitForSelector("text=Draft order on the EHR's scratchpad");
    const drafts = (product.sandbox.store.all('ServiceRequest') as ServiceRequest[]).filter(
      ({ status, subject }) => status === 'draft' && subject.reference === 'Patient/no-bmd',
    );
    expect(drafts.map(({ code }) => code?.text)).toContain('DXA bone density, spine and hip');
    expect(written).toEqual([]);
  });
});
