import type { Locator, Page } from 'playwright-core';

type Control = Awaited<ReturnType<Locator['elementHandles']>>[number];

/** What a form is filled in with where its fields leave it open. */
export interface Typed {
  /** `2026-03-02`; every day in the form. */
  readonly day: string;
  /** Every number in the form; 3 where it is left out. */
  readonly number?: string;
  /** The name of a new account: nobody may ask for the same twice. */
  readonly account: string;
  /** What finds a colleague in a picker. */
  readonly colleague: string;
}

/** Whether what stands in a control already needs nothing more. */
const isFilled = async (control: Control): Promise<boolean> => (await control.inputValue()) !== '';

/** The first that a list of choices offers; people are found by what is typed. */
async function takeFirst(page: Page, box: Control, typed: string) {
  const list = page.locator('.ant-select-dropdown:visible');
  const isOfPeople = await box.evaluate((element) => element.closest('.ant-select')?.textContent?.includes('姓名'));
  await box.click();
  if (isOfPeople) await box.fill(typed);
  await list.locator('.ant-select-item-option').first().click();
  // Of several, one will do.
  if ((await box.evaluate((element) => element.closest('.ant-select-multiple'))) !== null) await box.press('Escape');
  await list.waitFor({ state: 'hidden' });
}

/** Fills in one control by what it is. */
async function fillOne(page: Page, control: Control, typed: Typed) {
  const facts = await control.evaluate((element, times) => {
    const box = element.closest('.ant-select');
    return {
      type: element.getAttribute('type') ?? element.tagName.toLowerCase(),
      mode: element.getAttribute('inputmode'),
      isList: box !== null,
      taken: box?.querySelector('.ant-select-content-has-value, .ant-select-selection-item') != null,
      hasFile: element.closest('.gj-field')?.textContent?.includes('说明.txt') === true,
      isDate: element.closest('.ant-picker') !== null,
      isLast: [...(element.closest('.gj-field')?.querySelectorAll(times) ?? [])].at(-1) === element,
      label: element.closest('.approvals-part, .gj-field')?.querySelector('label, .gj-label')?.textContent ?? '',
    };
  }, '.ant-picker input, [type=time], [type=datetime-local]');
  if (facts.type === 'file') {
    if (facts.hasFile) return;
    const file = { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('说明') };
    return await control.setInputFiles(file);
  }
  if (facts.isList) {
    if (!facts.taken) await takeFirst(page, control, typed.colleague);
    return;
  }
  if (await isFilled(control)) return;
  // A span begins in the morning and ends in the evening of one day.
  const clock = facts.isLast ? '18:00' : '09:00';
  if (facts.type === 'time') return await control.fill(clock);
  if (facts.type === 'date') return await control.fill(typed.day);
  if (facts.type === 'datetime-local') return await control.fill(`${typed.day}T${clock}`);
  if (facts.isDate) {
    for (const text of [`${typed.day} ${clock}`, typed.day]) {
      if (await isFilled(control)) break;
      await control.fill(text);
      await control.press('Enter');
      await control.evaluate((element) => element.blur());
    }
    return;
  }
  if (facts.type === 'tel') return await control.fill('13800138000');
  if (facts.mode === 'decimal' || facts.mode === 'numeric') return await control.fill(typed.number ?? '3');
  await control.fill(facts.label.includes('账号') ? typed.account : '按计划办理');
}

/**
 * Fills in every field of the form on the screen that can't be left empty, a row of each table that needs one, as somebody
 * does who wants to be done: the first of every choice, the same day everywhere.
 */
export async function fillIn(page: Page, given: Typed) {
  const form = page.locator('main form').first();
  await form.locator('input, textarea').first().waitFor();
  // Pickers come a moment later than the form.
  await form.locator('.gj-skeleton').first().waitFor({ state: 'detached' });
  for (const table of await form.locator('.approvals-table').all()) {
    if ((await table.locator('.gj-optional').count()) === 0)
      await table.getByRole('button', { name: '添加一行' }).click();
  }
  const asked = '.gj-field:not(:has(.gj-optional))';
  const typed = `:is(input:not([type=radio], [type=checkbox]), textarea)`;
  // What is answered may ask for more: those fields come in a later round. The ones at hand are held, wherever they move to.
  for (let round = 0; round < 3; round += 1) {
    const radios = form.locator(`${asked} fieldset:has([type=radio]):not(:has(:checked)):not([disabled])`);
    while ((await radios.count()) > 0) await radios.first().locator('label').first().click();
    for (const control of await form.locator(`${asked} ${typed}, .approvals-table td ${typed}`).elementHandles()) {
      await fillOne(page, control, given);
    }
  }
}
