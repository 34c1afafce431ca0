/** An error of the authorization server (RFC 6749 sections 4.1.2.1 and 5.2). */
export class OAuthFailure extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly description: string,
  ) {
    super(description);
  }
}
