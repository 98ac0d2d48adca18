import { z } from 'zod';
import { type SaidByBot, saidByBot } from '../contract/said.ts';

/** What came, or what is wrong with it: which field. `noKind`: a kind of message that isn't taken. */
export type ReadBody =
  | { readonly ok: true; readonly said: SaidByBot; readonly phones: readonly string[] }
  | { readonly ok: false; readonly wrong: 'notJson' | 'noKind' | 'unfit'; readonly where: string };

const text = z.object({
  content: z.string(),
  mentioned_list: z.array(z.string()).nullish(),
  mentioned_mobile_list: z.array(z.string()).nullish(),
});
const articles = z.object({
  articles: z.array(z.object({ title: z.string(), description: z.string().nullish(), url: z.string() })),
});
const pair = z.object({ title: z.string().nullish(), desc: z.string().nullish() }).nullish();
const templateCard = z.object({
  source: z.object({ desc: z.string().nullish() }).nullish(),
  main_title: pair,
  emphasis_content: pair,
  sub_title_text: z.string().nullish(),
  quote_area: z.object({ title: z.string().nullish(), quote_text: z.string().nullish() }).nullish(),
  vertical_content_list: z.array(z.object({ title: z.string(), desc: z.string().nullish() })).nullish(),
  horizontal_content_list: z
    .array(z.object({ keyname: z.string(), value: z.string().nullish(), url: z.string().nullish() }))
    .nullish(),
  jump_list: z.array(z.object({ title: z.string(), url: z.string().nullish() })).nullish(),
  card_action: z.object({ url: z.string().nullish() }).nullish(),
});

const joined = (parts: readonly (string | null | undefined)[]): string | undefined =>
  parts.filter((part) => part).join('\n') || undefined;

/** The card of their interface as one of ours: what it says stays, how it is laid out doesn't. */
function cardOf(card: z.infer<typeof templateCard>): unknown {
  const [first, ...rest] = [
    card.main_title?.title,
    card.main_title?.desc,
    card.emphasis_content?.title,
    card.emphasis_content?.desc,
    card.sub_title_text,
    card.quote_area?.title,
    card.quote_area?.quote_text,
    card.source?.desc,
  ].filter((part) => part);
  const vertical = (card.vertical_content_list ?? []).map(({ title, desc }) => joined([title, desc]));
  const jumps = (card.jump_list ?? []).filter(({ url }) => url);
  const action = card.card_action?.url;
  return {
    kind: 'card',
    title: first,
    text: joined([...rest, ...vertical]),
    facts: (card.horizontal_content_list ?? []).map(({ keyname, value, url }) => ({
      name: keyname,
      value: value || '—',
      ...(url ? { url } : {}),
    })),
    links: [...(action ? [{ title: first, url: action }] : []), ...jumps],
  };
}

/** Their shapes by `msgtype`, as facts of the format: each gives our shape. */
const theirs: Readonly<Record<string, (body: Record<string, unknown>) => unknown>> = {
  text: (body) => {
    const said = text.parse(body.text);
    const called = said.mentioned_list ?? [];
    return {
      kind: 'text',
      text: said.content,
      accounts: called.filter((account) => account !== '@all'),
      all: [...called, ...(said.mentioned_mobile_list ?? [])].includes('@all'),
    };
  },
  markdown: (body) => ({ kind: 'markdown', markdown: z.object({ content: z.string() }).parse(body.markdown).content }),
  markdown_v2: (body) => ({
    kind: 'markdown',
    markdown: z.object({ content: z.string() }).parse(body.markdown_v2).content,
  }),
  news: (body) => ({
    kind: 'links',
    links: articles.parse(body.news).articles.map(({ title, description, url }) => ({
      title,
      ...(description ? { text: description } : {}),
      url,
    })),
  }),
  image: (body) => ({ kind: 'picture', base64: z.object({ base64: z.string() }).parse(body.image).base64 }),
  template_card: (body) => cardOf(templateCard.parse(body.template_card)),
};

const unfit = (error: z.ZodError, before = ''): ReadBody => ({
  ok: false,
  wrong: 'unfit',
  where: `${before}${error.issues[0]?.path.join('.') ?? ''}`.slice(0, 100),
});

/**
 * What a program sent to a group's address: in the JSON of WeCom's group robots (`msgtype`: text, markdown, markdown_v2,
 * image, news, template_card), or in ours (`kind`).
 */
export function readHookBody(body: string): ReadBody {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return { ok: false, wrong: 'notJson', where: '' };
  }
  const object = z.record(z.string(), z.unknown()).safeParse(given);
  if (!object.success) return { ok: false, wrong: 'notJson', where: '' };
  const { msgtype } = object.data;
  let ours: unknown = object.data;
  if (msgtype !== undefined) {
    const read = typeof msgtype === 'string' && Object.hasOwn(theirs, msgtype) ? theirs[msgtype] : undefined;
    if (!read) return { ok: false, wrong: 'noKind', where: String(msgtype).slice(0, 50) };
    try {
      ours = read(object.data);
    } catch (error) {
      if (error instanceof z.ZodError) return unfit(error, `${String(msgtype)}.`);
      throw error;
    }
  }
  const said = saidByBot.safeParse(ours);
  if (!said.success) return unfit(said.error);
  const phones = msgtype === 'text' ? (text.parse(object.data.text).mentioned_mobile_list ?? []) : [];
  return { ok: true, said: said.data, phones: phones.filter((phone) => phone !== '@all').slice(0, 200) };
}
