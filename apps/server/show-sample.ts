import type { openSample } from '#modules/index.ts';

type SignIns = NonNullable<Awaited<ReturnType<typeof openSample>>>;

const roles: Record<SignIns[number]['role'], string> = {
  employee: '员工 Employee',
  departmentHead: '部门负责人 Department head',
  hr: '人事 HR',
  administrator: '管理员 Administrator',
};

/** Shows on one line of the terminal how far the making of the sample is; elsewhere (a log, a pipe) only that it has begun. */
export function sampleProgress(out: NodeJS.WriteStream): {
  show(done: number, at: Temporal.Instant): void;
  end(): void;
} {
  const label = '正在生成示例公司 / Making the sample company';
  let shown = -1;
  return {
    show: (done, at) => {
      const percent = Math.floor(done * 100);
      if (percent === shown) return;
      if (!out.isTTY && shown < 0) out.write(`${label}…\n`);
      shown = percent;
      if (!out.isTTY) return;
      out.write(`\r${label}: ${percent}% · ${at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()} `);
    },
    end: () => void (out.isTTY && shown >= 0 && out.write('\n')),
  };
}

/** The lines that say, this once, how to sign in to the sample. */
export function sampleNotes(signIns: SignIns): string[] {
  return [
    '示例公司的登录帐号（密码只显示这一次） / Accounts of the sample company (passwords are shown this once):',
    ...signIns.map(({ role, name, account, password }) => `  ${roles[role]} · ${name}: ${account} / ${password}`),
  ];
}
