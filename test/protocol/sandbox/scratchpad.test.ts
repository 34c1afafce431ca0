import { type Sandbox, startSandbox } from '../../../sandbox/main';
import { Scratchpad } from '../../../sandbox/scratchpad';

describe("the chart's scratchpad (SMART Web Messaging, scratchpad.create)", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
  });
  afterAll(() => sandbox.close());

  const draft = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    code: { text: 'DXA' },
    subject: { reference: 'Patient/typical' },
  };
  const message = (messagingHandle: string, resource: object) => ({
    messagingHandle,
    messageId: 'm1',
    messageType: 'scratchpad.create',
    payload: { resource },
  });

  test('keeps a draft for the patient of the handle and answers with its place', () => {
    const scratchpad = new Scratchpad(sandbox.store);
    const answer = scratchpad.create(message(scratchpad.newHandle('typical'), draft));
    expect(answer).toMatchObject({ responseToMessageId: 'm1', payload: { status: '201 Created' } });
    expect(sandbox.store.read(answer.payload.location ?? '')).toMatchObject({ status: 'draft' });
  });

  test.each([
    ['for another patient', { ...draft, subject: { reference: 'Patient/low' } }],
    ['that is no draft', { ...draft, status: 'active' }],
    ['of another type', { resourceType: 'RiskAssessment', status: 'final', subject: draft.subject }],
    ['that does not validate', { ...draft, intent: 'wish' }],
  ])('keeps nothing %s', (_what, resource) => {
    const scratchpad = new Scratchpad(sandbox.store);
    const before = sandbox.store.all('ServiceRequest').length;
    const { payload } = scratchpad.create(message(scratchpad.newHandle('typical'), resource));
    expect(payload.status).toMatch(/^4/);
    expect(payload.outcome?.resourceType).toBe('OperationOutcome');
    expect(sandbox.store.all('ServiceRequest')).toHaveLength(before);
  });

  test('knows no handle that no launch was given', async () => {
    const body = JSON.stringify(message('guessed', draft));
    const answer = await fetch(`${sandbox.url}/scratchpad`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ payload: { status: '401' } });
  });
});
