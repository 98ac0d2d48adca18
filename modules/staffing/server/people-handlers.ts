import { answerCertified } from './certification/answer-certified.ts';
import { closeCertification } from './certification/close-certification.ts';
import { confirmDepartment } from './certification/confirm-department.ts';
import { listCertifications } from './certification/list-certifications.ts';
import { listCertified } from './certification/list-certified.ts';
import { readCertification } from './certification/read-certification.ts';
import { settleDifference } from './certification/settle-difference.ts';
import { startCertification } from './certification/start-certification.ts';
import { dismissDuplicate } from './clean-up/dismiss-duplicate.ts';
import { listDuplicates } from './clean-up/list-duplicates.ts';
import { remindProfiles } from './clean-up/remind-profiles.ts';
import { askPhoneCode } from './phone/ask-phone-code.ts';
import { verifyPhone } from './phone/verify-phone.ts';

/** Proof of phones, clean-up lists and certifications. */
export const peopleHandlers = [
  askPhoneCode,
  verifyPhone,
  listDuplicates,
  dismissDuplicate,
  remindProfiles,
  startCertification,
  answerCertified,
  confirmDepartment,
  settleDifference,
  closeCertification,
  listCertifications,
  readCertification,
  listCertified,
];
