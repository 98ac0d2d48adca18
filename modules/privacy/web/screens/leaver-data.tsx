import { createContext, useContext, useEffect, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { operationUrl } from '#kernel/web/calls/call.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  exportLeaverData,
  listLeaverData,
  openLeaverLink,
  readLeaverData,
  readLeaverLink,
} from '../../contract/leaver-access.ts';
import { readLinkCode } from '../../domain/link-code.ts';
import { KeptCard } from '../parts/kept-card.tsx';
import { KindCard, KindRows } from '../parts/kind-card.tsx';
import { words } from '../words.ts';

/** Of this tab only, so that a page that is loaded again doesn't cost the link. */
const heldAs = 'privacy.leaverTicket';
const Ticket = createContext('');

/** A leaver's link: opened once with the account, then what is recorded about that person, for an hour. */
export function LeaverDataScreen() {
  const [ticket, setTicket] = useState(() => sessionStorage.getItem(heldAs) ?? '');
  const hold = (next: string) => {
    if (next) sessionStorage.setItem(heldAs, next);
    else sessionStorage.removeItem(heldAs);
    setTicket(next);
  };
  return ticket ? (
    <Ticket value={ticket}>
      <Opened onEnd={() => hold('')} />
    </Ticket>
  ) : (
    <Closed onOpen={hold} />
  );
}

function Closed({ onOpen }: { onOpen: (ticket: string) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const form = useForm(openLeaverLink, {
    initial: { code: decodeURIComponent(location.hash.slice(1)) },
    onDone: ({ ticket }) => onOpen(ticket),
  });
  // A code doesn't stay in the history of a computer that others use.
  useEffect(() => {
    if (location.hash) history.replaceState(null, '', '/leaver');
  }, []);
  const code = readLinkCode(form.values.code ?? '');
  const found = useRead(readLeaverLink, { code: code ?? '-' }, { when: code !== undefined });
  const whose = code === undefined || found.failure ? undefined : found.data;
  return (
    <Page title={t('leaver.title')} lead={t('leaver.lead')}>
      <Form form={form} send={t('leaver.open')} wide>
        <Field form={form} name="code" label={t('leaver.code')}>
          {(control) => <Input {...control} autoFocus={!form.values.code} most={60} />}
        </Field>
        {code !== undefined && found.failure ? <FailureNote failure={found.failure} /> : null}
        {whose ? (
          <Note
            tone="accent"
            title={t('leaver.whose', {
              name: whose.maskedName,
              employer: whose.employer,
              until: format.exact(whose.expiresAt),
            })}
          />
        ) : null}
        <Field form={form} name="account" label={t('leaver.account')} hint={t('leaver.accountHint')}>
          {(control) => <Input {...control} most={100} />}
        </Field>
      </Form>
    </Page>
  );
}

function Opened({ onEnd }: { onEnd: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const ticket = useContext(Ticket);
  const read = useRead(listLeaverData, { ticket });
  return (
    <Page
      title={t('leaver.title')}
      lead={
        read.data ? t('leaver.shown', { name: read.data.name, until: format.exact(read.data.until) }) : t('leaver.lead')
      }
      tools={
        <>
          <Export />
          <Button onPress={onEnd}>{t('leaver.end')}</Button>
        </>
      }
    >
      <Loaded read={read} shape="rows">
        {({ kinds, kept, periods }) => (
          <>
            {kinds.map((kind) => (
              <KindCard key={kind.key} kind={kind} periods={periods} page={Data} />
            ))}
            <KeptCard kept={kept} periods={periods} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Data({ of: key, cursor }: { of: string; cursor?: string }) {
  const ticket = useContext(Ticket);
  const read = useRead(readLeaverData, { ticket, key, ...(cursor ? { cursor } : {}) });
  return <KindRows of={key} read={read} first={!cursor} page={Data} />;
}

/** Fetched, never linked: the ticket belongs in no address. */
function Export() {
  const t = useWords(words);
  const language = useLanguage();
  const ticket = useContext(Ticket);
  const [state, setState] = useState<'idle' | 'running' | 'failed'>('idle');
  const fetchPackage = async () => {
    setState('running');
    const answer = await fetch(operationUrl(exportLeaverData), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ ticket, language }),
    }).catch(() => undefined);
    if (!answer?.ok) return setState('failed');
    const file = URL.createObjectURL(await answer.blob());
    const link = document.createElement('a');
    link.href = file;
    link.download = `${t('title')}.zip`;
    link.click();
    URL.revokeObjectURL(file);
    setState('idle');
  };
  return (
    <>
      <Button kind="primary" icon="download" busy={state === 'running'} onPress={() => void fetchPackage()}>
        {t('export')}
      </Button>
      {state === 'failed' ? <Note tone="warn" live title={t('leaver.exportFailed')} /> : null}
    </>
  );
}
