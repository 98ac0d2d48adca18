/** How a value is written so that it can't leave its place: in a JSON text, in a form or address, in a header, as it is. */
export type Place = 'json' | 'form' | 'header' | 'plain';

const written: Readonly<Record<Place, (value: string) => string>> = {
  json: (value) => JSON.stringify(value).slice(1, -1),
  form: (value) => encodeURIComponent(value),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would begin another header
  header: (value) => value.replace(/[\u0000-\u001f\u007f]+/g, ' '),
  plain: (value) => value,
};

/** Fills `{placeholders}` of a template; those that have no value stay as they are, so that JSON braces survive. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>, place: Place): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? written[place](values[name] ?? '') : whole,
  );
}
