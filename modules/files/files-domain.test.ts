import { describe, expect, it } from 'vitest';
import { refusedTypes } from './contract/settings.ts';
import { cleanName, endingOf } from './domain/clean-name.ts';
import { type Found, fileTypes } from './domain/file-types.ts';
import { judgeFile } from './domain/judge-file.ts';
import { isActiveSvg, textType } from './domain/text-type.ts';

describe('a name', () => {
  it.each([
    ['季度 报告（终稿）.pdf', '季度 报告（终稿）.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fake\\照片.JPG', '照片.JPG'],
    ['发票\u202egpj.exe', '发票gpj.exe'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['report.pdf. . ', 'report.pdf'],
    ['report.exe::$DATA', 'report.exe__$DATA'],
    ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
    ['con.txt', '_con.txt'],
    ['...', 'file'],
    ['', 'file'],
    ['\ud800.txt', 'txt'],
    ['𠮷野家菜单.png', '𠮷野家菜单.png'],
  ])('%j is kept as %j', (given, kept) => expect(cleanName(given)).toBe(kept));

  it('is cut in the middle of a long one, so that it still ends the same', () => {
    const kept = cleanName(`${'长'.repeat(300)}.docx`);
    expect([...kept]).toHaveLength(200);
    expect(kept.endsWith('长.docx')).toBe(true);
  });

  it.each([
    ['a.PDF', 'pdf'],
    ['a.tar.gz', 'gz'],
    ['没有', ''],
    ['.gitignore', ''],
    ['a.b c', ''],
    [`a.${'x'.repeat(40)}`, ''],
  ])('%j ends in %j', (name, ending) => expect(endingOf(name)).toBe(ending));
});

describe('a file', () => {
  const found = (type: string, ...holds: string[]): Found => ({ type, mediaType: 'x/y', holds });
  const judge = (name: string, content: Found) => judgeFile(name, content, refusedTypes.initial);

  it('is taken when it keeps what its name promises', () => {
    expect(judge('a.jpg', found('jpg'))).toEqual({ taken: true, mediaType: 'image/jpeg', shows: 'image' });
    expect(judge('a.PDF', found('pdf'))).toMatchObject({ taken: true, shows: 'pdf' });
    expect(judge('旧报表.et', found('cfb'))).toMatchObject({ taken: true, shows: 'nothing' });
    expect(judge('a.txt', found('html'))).toMatchObject({ taken: true, mediaType: 'text/plain; charset=utf-8' });
  });

  it('is refused when its content is something else, naming both', () => {
    expect(judge('a.pdf', found('exe'))).toEqual({ taken: false, why: 'notWhatItSays', says: 'pdf', found: 'exe' });
    expect(judge('a.jpg', found('html'))).toMatchObject({ why: 'notWhatItSays', says: 'jpg', found: 'html' });
    expect(judge('a.xls', found('html'))).toMatchObject({ why: 'notWhatItSays' });
    expect(judge('a.docx', found('unknown'))).toEqual({ taken: false, why: 'notRecognised', says: 'docx' });
  });

  it('is refused for a type that is refused, by name or by content', () => {
    expect(judge('a.exe', found('text'))).toEqual({ taken: false, why: 'typeRefused', type: 'exe' });
    for (const [name, content, type] of [
      ['a.dat', found('exe'), 'exe'],
      ['a', found('html'), 'html'],
      ['a.docx', found('docx', 'macro'), 'macro'],
      ['a.doc', found('cfb', 'macro'), 'macro'],
      ['a.svg', found('svg', 'active-svg'), 'active-svg'],
      ['a.bin', found('script'), 'sh'],
    ] as const)
      expect(judge(name, content), name).toEqual({ taken: false, why: 'typeRefused', type });
    expect(judgeFile('a.docx', found('docx', 'macro'), ['exe'])).toMatchObject({ taken: true });
  });

  it('with a name that promises nothing is only ever saved; without an ending its content speaks', () => {
    expect(judge('a.dwg', found('unknown'))).toEqual({
      taken: true,
      mediaType: 'application/octet-stream',
      shows: 'nothing',
    });
    expect(judge('a.dat', found('jpg'))).toMatchObject({ mediaType: 'application/octet-stream', shows: 'nothing' });
    expect(judge('照片', found('jpg'))).toMatchObject({ mediaType: 'image/jpeg', shows: 'image' });
    expect(judge('a.constructor', found('unknown'))).toMatchObject({ mediaType: 'application/octet-stream' });
  });

  it('is served inline only as an image or PDF that runs nothing', () => {
    const inline = Object.values(fileTypes).filter((type) => type.shows);
    expect(new Set(inline.map((type) => type.mediaType))).toEqual(
      new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp', 'application/pdf']),
    );
  });
});

describe('a text', () => {
  it.each([
    ['<!DOCTYPE html><p>', 'html'],
    ['\n<!-- x --><HTML>', 'html'],
    ['<img src=x onerror=alert(1)>', 'html'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<svg>', 'svg'],
    ['<?xml version="1.0"?><Invoice/>', 'xml'],
    ['#!/usr/bin/env python', 'script'],
    ['<?php echo 1;', 'script'],
    ['姓名,部门', 'text'],
    ['1 < 2', 'text'],
    ['%PDF-1.4', 'pdf'],
  ])('%j is %s', (text, type) => expect(textType(text).type).toBe(type));
});

describe('a drawing', () => {
  it.each([
    '<svg><script>x</script></svg>',
    '<svg onload="x()">',
    "<svg><a href='javascript:x()'>",
    '<svg><image href="https://example.com/a.png"/></svg>',
    '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
    '<svg><foreignObject/></svg>',
    '<svg><style>@import "//x"</style></svg>',
    '<svg><rect fill="url(https://x)"/></svg>',
    '<svg><svg:script/></svg>',
  ])('%j does something', (text) => expect(isActiveSvg(text)).toBe(true));

  it.each([
    '<svg><rect fill="url(#a)"/><use href="#a"/></svg>',
    '<svg><image href="data:image/png;base64,AAAA"/></svg>',
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y"><svg><title>Once upon</title></svg>',
  ])('%j only draws', (text) => expect(isActiveSvg(text)).toBe(false));
});
