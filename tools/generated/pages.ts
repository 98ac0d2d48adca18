import type { House } from '../house.ts';
import { eventsPage } from './events.ts';
import { failuresPage } from './failures.ts';
import { openApi } from './openapi.ts';
import { permissionsPage } from './permissions.ts';
import { processingRegisterPage } from './processing-register.ts';
import { settingsPage } from './settings.ts';

/** Everything generated: file name in docs/generated, and what belongs into it. */
export function generatedPages(house: House, version: string): ReadonlyMap<string, string> {
  return new Map([
    ['openapi.json', `${JSON.stringify(openApi(house, version), null, 2)}\n`],
    ['permissions.md', permissionsPage(house)],
    ['failures.md', failuresPage(house)],
    ['events.md', eventsPage(house)],
    ['processing-register.md', processingRegisterPage(house)],
    ['settings.md', settingsPage(house)],
  ]);
}
