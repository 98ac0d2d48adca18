import { zipSync } from 'fflate';

const ascii = (text: string) => new TextEncoder().encode(text);

/** A zip archive of files by name. */
export const aZip = (entries: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, ascii(text)])));

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...ascii(part)] : part)));

/** Small files of each kind, as programs write them, and some that only pretend. */
export const samples = {
  pdf: ascii('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  exe: bytesOf('MZ', [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0], 'This program cannot be run in DOS mode'),
  html: ascii('<!doctype html><html><script>alert(1)</script></html>'),
  docx: aZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' }),
  docxWithMacro: aZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'x' }),
  ofd: aZip({ 'OFD.xml': '<ofd/>', 'Doc_0/Document.xml': '<d/>' }),
  apk: aZip({ 'AndroidManifest.xml': 'x', 'classes.dex': 'x' }),
  zip: aZip({ '说明.txt': '你好' }),
  oldDoc: bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], [...new Array(600).fill(0)]),
  oldDocWithMacro: bytesOf(
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    [...new Array(600).fill(0)],
    [...Buffer.from('_VBA_PROJECT', 'utf16le')],
  ),
  /** 姓名,部门 as Excel in China writes it. */
  csvInGbk: bytesOf([0xd0, 0xd5, 0xc3, 0xfb], ',', [0xb2, 0xbf, 0xc3, 0xc5], '\r\n'),
  textInUtf16: bytesOf([0xff, 0xfe], [...Buffer.from('你好，世界', 'utf16le')]),
  svg: ascii('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><use href="#a"/></svg>'),
  svgWithScript: ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  shell: ascii('#!/bin/sh\nrm -rf /\n'),
  noise: bytesOf([0, 1, 2, 3, 250, 251, 252, 0, 9, 17]),
};
