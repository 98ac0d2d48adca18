import { removeRegister } from '../commands/remove-register.ts';
import { saveRegister } from '../commands/save-register.ts';
import { exportRegister } from '../queries/export-register.ts';
import { listRegisterRows } from '../queries/list-register-rows.ts';
import { listRegisters } from '../queries/list-registers.ts';
import { readRegister } from '../queries/read-register.ts';

/** The server face of registers. */
export const registerHandlers = [
  saveRegister,
  removeRegister,
  listRegisters,
  readRegister,
  listRegisterRows,
  exportRegister,
];
