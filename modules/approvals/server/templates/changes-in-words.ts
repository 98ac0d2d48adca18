import type { TemplateChange } from '../../contract/template.ts';

const parts = {
  form: { zh: '表单', en: 'form' },
  flow: { zh: '流程', en: 'flow' },
  settings: { zh: '设置', en: 'settings' },
};
const whats = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删除', en: 'removed' },
  changed: { zh: '修改', en: 'changed' },
  moved: { zh: '移动', en: 'moved' },
};

/** How many differences a summary names; the page of the publication shows all. */
const MOST_NAMED = 30;

/** The differences as a text for the form of a publication, in both languages: part, what happened, to what. */
export function changesInWords(changes: readonly TemplateChange[]): { zh: string; en: string } {
  const lines = (language: 'zh' | 'en') => {
    const said = changes.map(({ part, what, at, name }) => {
      const where = name?.[language] ?? at.join('.');
      return language === 'zh'
        ? `${parts[part].zh}：${whats[what].zh} ${where}`
        : `${parts[part].en}: ${whats[what].en} ${where}`;
    });
    const once = [...new Set(said)];
    const more = once.length - MOST_NAMED;
    const rest = more > 0 ? [language === 'zh' ? `另有 ${more} 处` : `and ${more} more`] : [];
    return [...once.slice(0, MOST_NAMED), ...rest].join('\n');
  };
  return { zh: lines('zh'), en: lines('en') };
}
