/** How many passkeys a person may have: his devices, and a spare one. */
export const mostPasskeys = 20;
