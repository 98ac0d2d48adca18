import type { Words } from '#kernel/contract/words.ts';
import type { ContentFinding, Fact } from '../contract/fact.ts';

/** Who is in the sentence, and how an instant is said. */
export interface Telling {
  /** The liable person: 您 and "you" in a notice, the name on a page. */
  readonly who: Words;
  /** Whom the fact is about beside the liable person, where there is somebody. */
  readonly subject: string;
  /** Who judged it, where somebody did. */
  readonly judge: string;
  readonly spell: (instant: string) => Words;
}

const categories: Record<ContentFinding['category'], Words> = {
  personalData: { zh: '个人信息', en: 'personal data' },
  secrecy: { zh: '商业秘密', en: 'secrets' },
  gambling: { zh: '赌博', en: 'gambling' },
  drugs: { zh: '毒品', en: 'drugs' },
  obscenity: { zh: '色情', en: 'obscenity' },
  violence: { zh: '暴力', en: 'violence' },
  terror: { zh: '恐怖', en: 'terror' },
  intellectualProperty: { zh: '知识产权', en: 'intellectual property' },
  insult: { zh: '侮辱', en: 'insult' },
  discrimination: { zh: '歧视', en: 'discrimination' },
  ads: { zh: '广告', en: 'advertising' },
  links: { zh: '链接', en: 'links' },
  other: { zh: '其他', en: 'other' },
};

const places: Record<ContentFinding['place'], Words> = {
  groups: { zh: '群聊中', en: 'in a group' },
  direct: { zh: '单聊中', en: 'in a chat between two' },
  elsewhere: { zh: '评论或公告中', en: 'in a comment or bulletin' },
};

/** A fact in one sentence, in both languages: what happened, whose it was, until when. */
export function tellFact(fact: Fact, { who, subject, judge, spell }: Telling): Words {
  const due = spell(fact.dueAt);
  const told = spell(fact.deliveredAt ?? fact.openedAt);
  switch (fact.kind) {
    case 'overdueTask':
      return {
        zh: `审批单 ${fact.requestNumber} 中由${who.zh}办理的事项，于 ${due.zh} 超过时限。`,
        en: `An item of request ${fact.requestNumber}, for ${who.en} to deal with, passed its limit at ${due.en}.`,
      };
    case 'contentFinding': {
      const about = categories[fact.category];
      const where = places[fact.place];
      return {
        zh: `${who.zh}于 ${due.zh} 在${where.zh}${fact.blocked ? '要发送的一段内容被拦截' : '发送了一段内容'}：内容规则命中“${about.zh}”，经${judge}认定属实${fact.warned ? '；发送前系统已提醒' : ''}。`,
        en: `At ${due.en} ${fact.blocked ? 'something was stopped that came' : 'something was sent'} from ${who.en} ${where.en}: a content rule found “${about.en}”, which ${judge} confirmed${fact.warned ? '; the system had asked before it was sent' : ''}.`,
      };
    }
    case 'groupDuty': {
      const group = {
        zh: `由${who.zh}负责的群“${fact.groupName}”`,
        en: `The group “${fact.groupName}”, led by ${who.en}`,
      };
      if (fact.breach === 'dissolutionNotAsked') {
        return {
          zh: `${group.zh}已到期，${told.zh} 已通知，到 ${due.zh} 仍没有申请注销。`,
          en: `${group.en}, has ended: told at ${told.en}, its dissolution hadn’t been asked for by ${due.en}.`,
        };
      }
      if (fact.breach === 'handOverOpen') {
        const zh = { leaving: '离职', transfer: '调动' }[fact.because ?? 'leaving'];
        const en = { leaving: 'leaving', transfer: 'a transfer' }[fact.because ?? 'leaving'];
        return {
          zh: `${group.zh}：因${zh}须移交，${told.zh} 已通知，到 ${due.zh} 仍没有指定接手人。`,
          en: `${group.en}, had to be handed over because of ${en}: told at ${told.en}, no successor was named by ${due.en}.`,
        };
      }
      const leaves = fact.change === 'leave';
      return {
        zh: `${group.zh}：${subject}应当${leaves ? '退出' : '加入'}，${told.zh} 已通知，到 ${due.zh} 仍未处理，也没有核对或提醒的记录。`,
        en: `${group.en}: ${subject} should have ${leaves ? 'left' : 'joined'}; told at ${told.en}, it was neither settled, checked nor urged by ${due.en}.`,
      };
    }
  }
}
