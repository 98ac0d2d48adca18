import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, fetchLinkCard } from './fetch-link-card.ts';
import { mayAsk } from './host-rules.ts';
import { linksIn } from './links-in.ts';
import { pageCard } from './page-card.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('links of a text', () => {
  it('are http and https, without the full stop behind them, each once', () => {
    expect(
      linksIn(
        '看https://例子.example/甲，和 http://a.example/x?y=1. (HTTPS://A.example/) https://a.example/ ftp://b javascript:x',
      ),
    ).toEqual(['https://xn--fsqu00a.example/%E7%94%B2', 'http://a.example/x?y=1', 'https://a.example/']);
  });
  it('carry no password, and aren’t endless', () => {
    expect(linksIn(`http://me:secret@a.example/ https:// http://a.example/${'x'.repeat(2_000)}`)).toEqual([]);
    expect(linksIn(Array.from({ length: 30 }, (_, at) => `http://a.example/${at}`).join(' '))).toHaveLength(10);
  });
});

it('a rule for a site is one for those below it', () => {
  const never = { only: [], never: ['bank.example'] };
  expect(['bank.example', 'www.Bank.example.', 'mybank.example'].map((host) => mayAsk(host, never))).toEqual([
    false,
    false,
    true,
  ]);
  expect(mayAsk('a.example', { only: ['b.example'], never: [] })).toBe(false);
  expect(mayAsk('x.b.example', { only: ['b.example'], never: ['x.b.example'] })).toBe(false);
});

describe('the head of a page', () => {
  const card = (html: string, type = 'text/html') => pageCard(utf8(html), type);
  it('is read by its words for sharing, then by the plain ones', () => {
    expect(
      card(`<!doctype html><title>甲 &amp; 乙</title><meta property=og:title content=" 标\n题 ">
        <meta name=description content=说明><meta property="og:image" content="/p.png"><meta property=og:site_name content=站>`),
    ).toEqual({ title: '标 题', description: '说明', site: '站', picture: '/p.png' });
    expect(card('<title>只有标题</title>')).toEqual({ title: '只有标题' });
    expect(card('<head></head><body><title>不算</title>')).toBe(undefined);
  });
  it('is text and nothing else: no mark-up, nothing that turns the direction, no end', () => {
    expect(card('<title>a<script>alert(1)</script>&lt;b&gt;\u202egnp.exe</title>')?.title).toBe(
      'a<script>alert(1)</script><b>gnp.exe',
    );
    expect([...(card(`<title>${'长'.repeat(5_000)}</title>`)?.title ?? '')]).toHaveLength(200);
  });
  it('is read in the encoding that it names', () => {
    const gbk = Uint8Array.from([...utf8('<meta charset=gbk><title>'), 0xd6, 0xd0, 0xce, 0xc4, ...utf8('</title>')]);
    expect(pageCard(gbk, 'text/html')?.title).toBe('中文');
    expect(card('<title>x</title>', 'text/html; charset=nonsense')?.title).toBe('x');
  });
});

describe('asking a page', () => {
  let server: Server;
  let origin = '';
  const asked: string[] = [];
  const addresses: Record<string, string> = { 'pages.example': '127.0.0.1', 'inside.example': '10.0.0.7' };
  const asking: Asking = {
    rules: { only: [], never: ['never.example'] },
    resolve: async (host) => [addresses[host] ?? '93.184.216.34'],
    allowed: ['127.0.0.1'],
  };
  const page = '<title>页面</title><meta property=og:image content=/picture>';
  const answers: Record<string, RequestListener> = {
    '/page': (_, response) => response.setHeader('content-type', 'text/html').end(page),
    '/moved': (_, response) => response.writeHead(302, { location: '/page' }).end(),
    '/inside': (_, response) => response.writeHead(302, { location: `http://inside.example:${portOf()}/page` }).end(),
    '/metadata': (_, response) => response.writeHead(301, { location: 'http://169.254.169.254/latest/' }).end(),
    '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
    '/json': (_, response) => response.setHeader('content-type', 'application/json').end('{}'),
    '/endless': (_, response) => {
      response.setHeader('content-type', 'text/html').write(page);
      const more = () => response.write('x'.repeat(65_536), (error) => error || more());
      more();
    },
    '/svg': (_, response) => response.setHeader('content-type', 'text/html').end(page.replace('/picture', '/drawing')),
    '/drawing': (_, response) =>
      response.setHeader('content-type', 'image/png').end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    '/leads-in': (_, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(page.replace('/picture', `http://inside.example:${portOf()}/picture`)),
  };
  const portOf = () => (server.address() as AddressInfo).port;
  beforeAll(async () => {
    const picture = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#36c' } })
      .png()
      .toBuffer();
    answers['/picture'] = (_, response) => response.end(picture);
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      (answers[request.url ?? ''] ?? ((_, missing) => missing.writeHead(404).end()))(request, response);
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    origin = `http://pages.example:${portOf()}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('gives its title and a small picture of our own', async () => {
    const card = await fetchLinkCard(`${origin}/moved`, asking);
    expect(card).toMatchObject({ title: '页面' });
    expect(await sharp(card?.picture).metadata()).toMatchObject({ format: 'webp', width: 320 });
  });
  it.each(['/inside', '/metadata', '/file', '/round', '/json', '/nothing'])('%s gives none', async (path) => {
    expect(await fetchLinkCard(`${origin}${path}`, asking)).toBe(undefined);
  });
  it.each([
    'http://inside.example/page',
    'http://127.0.0.2/page',
    'http://[::1]/page',
    'http://[fd00::1]/page',
    'http://0x7f.2/page',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://never.example/',
    'ftp://pages.example/page',
    'http://me:secret@pages.example/page',
  ])('%s isn’t asked', async (url) => {
    const before = asked.length;
    expect(await fetchLinkCard(url, asking)).toBe(undefined);
    expect(asked.length).toBe(before);
  });
  it('reads the beginning of what doesn’t end, and takes no drawing and nothing from inside for a picture', async () => {
    expect(await fetchLinkCard(`${origin}/endless`, asking)).toMatchObject({ title: '页面' });
    expect(await fetchLinkCard(`${origin}/svg`, asking)).toEqual({ title: '页面' });
    const before = asked.filter((path) => path === '/picture').length;
    expect(await fetchLinkCard(`${origin}/leads-in`, asking)).toEqual({ title: '页面' });
    expect(asked.filter((path) => path === '/picture')).toHaveLength(before);
  });
});
