import type { SmartSession } from './session';

/** Members of a token response that offer messages to the EHR's page (SMART Web Messaging 1.0, "Launch context"). */
export interface MessagingOffer {
  readonly scope: string;
  readonly smart_web_messaging_handle?: string | undefined;
  readonly smart_web_messaging_origin?: string | undefined;
}

const scopes = ['messaging/scratchpad.create', 'messaging/*'];

/** The EHR's scratchpad, where its use was granted and its page is of an origin that the site registry lets frame the app. */
export function scratchpadOf(
  { scope, smart_web_messaging_handle: handle, smart_web_messaging_origin: url }: MessagingOffer,
  listedOrigins: readonly string[],
): SmartSession['messaging'] {
  const granted = scope.split(' ').some((one) => scopes.includes(one));
  if (!granted || !handle || !url) return undefined;
  const { origin } = new URL(url);
  return listedOrigins.includes(origin) ? { handle, origin } : undefined;
}
