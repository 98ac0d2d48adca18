import { expect, it } from 'vitest';
import { readMarkdown } from './contract/read-markdown.ts';
import { addressesOf, textOf } from './contract/text-of.ts';
import { readHookBody } from './domain/read-hook-body.ts';

const read = (body: unknown) => readHookBody(typeof body === 'string' ? body : JSON.stringify(body));
const saidIn = (body: unknown) => {
  const found = read(body);
  return found.ok ? found.said : expect.fail(`${found.wrong} ${found.where}`);
};

it('the shapes of group robots become ours', () => {
  const text = read({
    msgtype: 'text',
    text: { content: '构建失败', mentioned_list: ['LiMei', '@all'], mentioned_mobile_list: ['13800001111', '@all'] },
  });
  expect(text).toEqual({
    ok: true,
    said: { kind: 'text', text: '构建失败', accounts: ['LiMei'], all: true },
    phones: ['13800001111'],
  });
  expect(saidIn({ msgtype: 'markdown', markdown: { content: '# 好' } })).toEqual({
    kind: 'markdown',
    markdown: '# 好',
  });
  expect(
    saidIn({
      msgtype: 'news',
      news: {
        articles: [{ title: '公告', description: '', url: 'https://a.example/1', picurl: 'http://10.0.0.1/x.png' }],
      },
    }),
  ).toEqual({ kind: 'links', links: [{ title: '公告', url: 'https://a.example/1' }] });
  expect(saidIn({ msgtype: 'image', image: { base64: 'aGk=', md5: 'x' } })).toEqual({
    kind: 'picture',
    base64: 'aGk=',
  });
  const card = saidIn({
    msgtype: 'template_card',
    template_card: {
      card_type: 'text_notice',
      source: { desc: '监控' },
      main_title: { title: '磁盘告警', desc: 'db-1' },
      emphasis_content: { title: '97%', desc: '已用' },
      horizontal_content_list: [{ keyname: '机房', value: '上海' }, { keyname: '备注' }],
      jump_list: [
        { type: 1, url: 'https://a.example/2', title: '处理' },
        { type: 0, title: '无' },
      ],
      card_action: { type: 1, url: 'https://a.example/3' },
    },
  });
  expect(card).toEqual({
    kind: 'card',
    title: '磁盘告警',
    text: 'db-1\n97%\n已用\n监控',
    facts: [
      { name: '机房', value: '上海' },
      { name: '备注', value: '—' },
    ],
    links: [
      { title: '磁盘告警', url: 'https://a.example/3' },
      { title: '处理', url: 'https://a.example/2' },
    ],
  });
  expect(textOf(card)).toContain('机房：上海');
  expect(addressesOf(card)).toEqual(['https://a.example/3', 'https://a.example/2']);
});

it('ours is taken as it is; what is neither is refused by its field', () => {
  expect(saidIn({ kind: 'text', text: '好', accounts: ['ann'] })).toEqual({
    kind: 'text',
    text: '好',
    accounts: ['ann'],
    all: false,
  });
  for (const [body, wrong, where] of [
    ['{', 'notJson', ''],
    ['[]', 'notJson', ''],
    [{ msgtype: 'file', file: { media_id: '1' } }, 'noKind', 'file'],
    [{ msgtype: 'constructor' }, 'noKind', 'constructor'],
    [{ msgtype: 'text', text: { content: 5 } }, 'unfit', 'text.content'],
    [{ msgtype: 'text', text: { content: '  ' } }, 'unfit', 'text'],
    [{ kind: 'text', text: 'a\u0000b' }, 'unfit', 'text'],
    [{ kind: 'links', links: [{ title: 'x', url: 'javascript:alert(1)' }] }, 'unfit', 'links.0.url'],
    [{ kind: 'picture', base64: '不是' }, 'unfit', 'base64'],
  ] as const)
    expect(read(body)).toEqual({ ok: false, wrong, where });
});

it('Markdown is pieces of text, and never anything else', () => {
  expect(readMarkdown('## 标题 **粗**\n> <font color="warning">注意</font>`a`[看](https://a.example)<b>x</b>')).toEqual(
    [
      {
        heading: 2,
        quoted: false,
        pieces: [
          { text: '标题 ', style: 'plain' },
          { text: '粗', style: 'strong' },
        ],
      },
      {
        heading: 0,
        quoted: true,
        pieces: [
          { text: '注意', style: 'warning' },
          { text: 'a', style: 'code' },
          { text: '看', style: 'plain', url: 'https://a.example' },
          { text: '<b>x</b>', style: 'plain' },
        ],
      },
    ],
  );
  expect(readMarkdown('[x](javascript:alert(1))')[0]?.pieces).toEqual([
    { text: '[x](javascript:alert(1))', style: 'plain' },
  ]);
});
