import { readFileSync } from 'node:fs';
import type { RiskAssessment } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import type { Screen } from '@/scripts/demo/surgeonSteps';
import { launchBrowser } from './browser';
import { keepAddresses, patientTraces } from './patientTraces';
import { type RunningProduct, startProduct } from './runningProduct';

export * from '@/scripts/demo/surgeonSteps';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Starts the product and a browser before the tests of a file, opens a fresh page for each test, and stops all after. What any
 * of the tests left in the app's store, log or addresses must not tell who a patient is.
 * The returned object is filled by then: read its members inside tests only.
 * @param standingAt The time at which the clocks of the EHR and of the browser stand still; without it they run.
 */
export function surgeonAtTheDesk(
  viewport = { width: 1000, height: 1200 },
  environment: Record<string, string> = {},
  standingAt?: Date,
) {
  const desk = {} as { product: RunningProduct; browser: Browser; page: Page };
  beforeAll(async () => {
    [desk.product, desk.browser] = await Promise.all([
      startProduct(environment, 'direct', standingAt && (() => standingAt)),
      launchBrowser(),
    ]);
  });
  const addresses: string[] = [];
  afterAll(async () => {
    await desk.browser?.close();
    const traces = desk.product ? patientTraces(desk.product, addresses) : [];
    await desk.product?.close();
    expect(traces).toEqual([]);
  });
  beforeEach(async () => {
    desk.page = await (await desk.browser.newContext({ viewport })).newPage();
    keepAddresses(desk.page, desk.product.appUrl, addresses);
    if (standingAt) await desk.page.clock.setFixedTime(standingAt);
  });
  afterEach(() => desk.page.context().close());
  return desk;
}

/**
 * What axe finds wrong on the screen, the size of targets (WCAG 2.5.8) included; one line each. Bars that stick to an edge lie in
 * the page for it: they cover another part of a control at each position of the page, and a person scrolls.
 */
export async function axeFindings(screen: Screen): Promise<string[]> {
  await screen.evaluate(axeSource);
  const layBars = (position: string) =>
    screen.evaluate((to) => {
      for (const element of document.querySelectorAll<HTMLElement>('body *'))
        if (getComputedStyle(element).position === 'sticky' || element.dataset.bar) {
          element.dataset.bar = 'sticky';
          element.style.position = to;
        }
    }, position);
  await layBars('static');
  const findings: string[] = await screen.evaluate(
    'axe.run({ rules: { "target-size": { enabled: true } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
  );
  await layBars('');
  return findings;
}

/**
 * Pixels by which the screen is wider than its window (E2). What is written from the right grows beyond the left edge, where a page
 * that itself begins at the left cannot be scrolled to; only what is hidden from sight may stand there.
 */
export const overflowPx = (screen: Screen): Promise<number> =>
  screen.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const shown = [...document.querySelectorAll('[dir=rtl] *')].filter((node) => !node.closest('.sr-only'));
    const left = Math.min(0, ...shown.map((node) => node.getBoundingClientRect().left));
    return Math.max(scrollWidth - clientWidth, Math.ceil(-left));
  });

/** The estimates that a patient's chart holds. */
export const estimatesOf = ({ sandbox }: RunningProduct, patient: string): RiskAssessment[] =>
  (sandbox.store.all('RiskAssessment') as RiskAssessment[]).filter(
    ({ subject }) => subject.reference === `Patient/${patient}`,
  );
