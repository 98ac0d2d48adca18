import { SaxesParser } from 'saxes';
import { SheetRefusal } from './sheet-grid.ts';

const broken = () => new SheetRefusal('file.broken');

export type XmlAttributes = Readonly<Record<string, string>>;
type XmlHandlers = {
  readonly open?: (name: string, attributes: XmlAttributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Walks XML without prefixes. A document type, an unknown entity or broken mark-up refuses the file. */
export function walkXml(xml: string, handlers: XmlHandlers): void {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('doctype', () => {
    throw broken();
  });
  parser.on('error', () => {
    throw broken();
  });
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  for (let from = 0; from < xml.length; from += 65_536) parser.write(xml.slice(from, from + 65_536));
  parser.close();
}
