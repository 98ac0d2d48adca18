import { describe, expect, it } from 'vitest';
import { contractTemplate } from './contract/ready/contract-template.ts';
import { dispatchTemplate } from './contract/ready/dispatch-template.ts';
import { freeTemplate } from './contract/ready/free-template.ts';
import { productionTaskTemplate } from './contract/ready/production-task-template.ts';
import { receivablesTemplate } from './contract/ready/receivables-template.ts';
import { templateContent } from './contract/template.ts';
import { evaluateForm } from './domain/form/evaluate-form.ts';
import { staticProblems } from './server/templates/check-content.ts';

const all = [contractTemplate, productionTaskTemplate, dispatchTemplate, receivablesTemplate, freeTemplate];

describe('a ready template', () => {
  it.each(all.map((one) => [one.name, one] as const))('%s can be published as it is', (_, ready) => {
    const content = templateContent.parse(ready.content);
    expect(staticProblems('own.test', undefined, content)).toEqual([]);
    expect(content.settings.title).toEqual(ready.title);
  });
});

const facts = { today: '2026-03-02', applicant: '00000000-0000-7000-8000-000000000001' };
const problems = (ready: (typeof all)[number], form: Record<string, unknown>) => {
  const { design } = templateContent.parse(ready.content);
  if (!design) throw new Error('no form');
  return evaluateForm(design, form, facts).problems.map(({ path, code }) => `${path} ${code}`);
};

describe('the form of a contract', () => {
  const file = '00000000-0000-7000-8000-000000000002';
  const form = {
    subject: '年度采购',
    party: '甲公司',
    sort: 'purchase',
    direction: 'pay',
    amount: 300_000,
    term: { from: { date: '2026-03-02' }, to: { date: '2027-03-01' } },
    payments: [
      { stage: '预付', on: '2026-03-10', due: 100_000 },
      { stage: '验收', on: '2026-09-10', due: 200_000 },
    ],
    files: [file],
    risks: '无',
  };
  it('is complete with payments that add up, and not without', () => {
    expect(problems(contractTemplate, form)).toEqual([]);
    expect(problems(contractTemplate, { ...form, amount: 300_001 })).not.toEqual([]);
  });
  it('asks for no amount where none is paid', () => {
    const { amount: _, payments: __, ...without } = form;
    expect(problems(contractTemplate, { ...without, direction: 'none' })).toEqual([]);
    expect(problems(contractTemplate, without)).not.toEqual([]);
  });
});
