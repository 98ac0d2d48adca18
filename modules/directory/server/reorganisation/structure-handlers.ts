import type { Handler } from '#kernel/server/define-module.ts';
import { agreeReorganisation } from '../commands/agree-reorganisation.ts';
import { changeReorganisation } from '../commands/change-reorganisation.ts';
import { createReorganisation } from '../commands/create-reorganisation.ts';
import { decideVisibility } from '../commands/decide-visibility.ts';
import { publishReorganisation } from '../commands/publish-reorganisation.ts';
import { rebaseReorganisation } from '../commands/rebase-reorganisation.ts';
import { removeVisibilityRule } from '../commands/remove-visibility-rule.ts';
import { setHeadcount } from '../commands/set-headcount.ts';
import { setVisibilityRule } from '../commands/set-visibility-rule.ts';
import { withdrawReorganisation } from '../commands/withdraw-reorganisation.ts';
import { exportChart } from '../queries/export-chart.ts';
import { listMembersOn } from '../queries/list-members-on.ts';
import { listReorganisations } from '../queries/list-reorganisations.ts';
import { listVisibilityRules } from '../queries/list-visibility-rules.ts';
import { readChart } from '../queries/read-chart.ts';
import { readDepartmentHistory } from '../queries/read-department-history.ts';
import { readHeadcount } from '../queries/read-headcount.ts';
import { readReorganisation } from '../queries/read-reorganisation.ts';

/** The structure as a whole: its chart and history, headcount, reorganisations, and who sees what. */
export const structureHandlers: readonly Handler[] = [
  readChart,
  exportChart,
  readDepartmentHistory,
  listMembersOn,
  setHeadcount,
  readHeadcount,
  createReorganisation,
  changeReorganisation,
  rebaseReorganisation,
  agreeReorganisation,
  publishReorganisation,
  withdrawReorganisation,
  listReorganisations,
  readReorganisation,
  setVisibilityRule,
  decideVisibility,
  removeVisibilityRule,
  listVisibilityRules,
];
