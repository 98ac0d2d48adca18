import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { closeReport, readReport } from '../../contract/report-operations.ts';
import { words } from '../words.ts';
import '../groups.css';

/** A reported message as it was sealed, with what was said around it. The look stands in the audit. */
export function ReportPage({ params }: ScreenProps) {
  const reportId = params.reportId ?? '';
  return (
    <Loaded read={useRead(readReport, { reportId })} shape="page">
      {(report) => <OneReport report={report} />}
    </Loaded>
  );
}

function OneReport({ report }: { report: OutputOf<typeof readReport> }) {
  const t = useWords(words);
  const format = useFormat();
  const form = useForm(closeReport, {
    initial: { reportId: report.reportId },
    onDone: () => tell(t('report.done')),
  });
  return (
    <Page
      title={report.group}
      lead={<Tag tone={report.state === 'open' ? 'warn' : 'pass'}>{t(`report.${report.state}`)}</Tag>}
    >
      <Stack gap={4}>
        <Card>
          <FactList
            facts={[
              { name: t('reason'), value: report.reason },
              { name: t('report.at'), value: format.exact(report.at) },
              ...(report.outcome ? [{ name: t('report.outcome'), value: report.outcome }] : []),
              ...(report.handledBy ? [{ name: t('report.by'), value: report.handledBy.name }] : []),
            ]}
          />
        </Card>
        <Card title={t('report.messages')}>
          <ul>
            {report.messages.map((message) => (
              <li
                key={message.seq}
                className="groups-message"
                data-meant={message.seq === report.seq || undefined}
                aria-label={message.seq === report.seq ? t('report.meant') : undefined}
              >
                <div className="gj-second">
                  {message.sender?.name ?? t('system')} · {format.exact(message.at)}
                </div>
                {message.text ?? t('report.noText')}
              </li>
            ))}
          </ul>
        </Card>
        {report.state === 'open' ? (
          <Form form={form} send={t('report.close')}>
            <Field form={form} name="outcome" label={t('report.outcome')}>
              {(control) => <TextArea {...control} most={200} />}
            </Field>
          </Form>
        ) : null}
      </Stack>
    </Page>
  );
}
