/** The nonce of this page, which the server put in for this one answer; absent where no policy is sent. */
export function styleNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce ? nonce : undefined;
}

/**
 * Libraries that create `style` elements on their own don't know our nonce: every created one gets it.
 * Called once, before anything is drawn.
 */
export function giveNonceToStyles(): void {
  const nonce = styleNonce();
  if (!nonce) return;
  const create = document.createElement;
  document.createElement = function createElement(this: Document, name: string, options?: ElementCreationOptions) {
    const element = create.call(this, name, options);
    if (name.toLowerCase() === 'style') element.nonce = nonce;
    return element;
  } as typeof document.createElement;
}
