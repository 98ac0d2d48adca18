/** A name in FEEL with the parts joined to it (`items_price_sum`), or a text in quotation marks, which is left alone. */
const pieces = /"(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_.])[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*/gu;

/** The names in a FEEL text, right or wrong, each once; words of FEEL itself among them. */
export const namesInText = (text: string): ReadonlySet<string> =>
  new Set((text.match(pieces) ?? []).filter((piece) => !piece.startsWith('"')));

/** The text with each name replaced by what `other` says, where it says something. */
export const replaceNames = (text: string, other: (name: string) => string | undefined): string =>
  text.replace(pieces, (piece) => (piece.startsWith('"') ? piece : (other(piece) ?? piece)));
