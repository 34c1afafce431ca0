import { scratchpadOf } from '@/lib/smart/scratchpad';

const offer = {
  scope: 'openid messaging/scratchpad.create',
  smart_web_messaging_handle: 'h1',
  smart_web_messaging_origin: 'https://ehr.test',
};
const listed = ['https://ehr.test'];

describe("the EHR's scratchpad", () => {
  test('is used where it is granted and its page may frame the app', () => {
    expect(scratchpadOf(offer, listed)).toEqual({ handle: 'h1', origin: 'https://ehr.test' });
    expect(scratchpadOf({ ...offer, scope: 'messaging/*' }, listed)).toBeDefined();
  });

  test.each([
    ['it was not granted', { ...offer, scope: 'openid messaging/ui.done' }, listed],
    ['it has no handle', { ...offer, smart_web_messaging_handle: undefined }, listed],
    ['it has no origin', { ...offer, smart_web_messaging_origin: undefined }, listed],
    ['the site registry does not list its origin', offer, ['https://other.test']],
  ])('is not used where %s', (_why, given, origins) => {
    expect(scratchpadOf(given, origins)).toBeUndefined();
  });
});
