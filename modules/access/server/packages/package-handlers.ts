import { decidePackage } from '../commands/decide-package.ts';
import { giveFromPackage } from '../commands/give-from-package.ts';
import { proposePackage } from '../commands/propose-package.ts';
import { takeBackFromPackage } from '../commands/take-back-from-package.ts';
import { uploadMinutes } from '../commands/upload-minutes.ts';
import { withdrawPackage } from '../commands/withdraw-package.ts';
import { listPackageGrants } from '../queries/list-package-grants.ts';
import { listPackages } from '../queries/list-packages.ts';
import { readMinutes } from '../queries/read-minutes.ts';

/** Packages of permissions that departments give to their own people. */
export const packageHandlers = [
  uploadMinutes,
  readMinutes,
  proposePackage,
  decidePackage,
  withdrawPackage,
  listPackages,
  listPackageGrants,
  giveFromPackage,
  takeBackFromPackage,
];
