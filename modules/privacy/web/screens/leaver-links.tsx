import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useSecretOnScreen } from '#kernel/web/identity/secret-on-screen.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listPeople } from '#modules/directory/contract/people.ts';
import { issueLeaverLink, listLeaverLinks, voidLeaverLink } from '../../contract/leaver-access.ts';
import { words } from '../words.ts';
import '../privacy.css';

type Link = OutputOf<typeof listLeaverLinks>['rows'][number];
type Issued = OutputOf<typeof issueLeaverLink>;

const tones = { open: 'accent', used: 'pass', expired: 'neutral', void: 'neutral' } as const satisfies Record<
  Link['state'],
  Tone
>;

/** Links for leavers: whom one was given to, what became of it, and a new one. */
export function LeaverLinks() {
  const t = useWords(words);
  const [choosing, setChoosing] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  const read = useReadPages(listLeaverLinks, {});
  return (
    <Page
      title={t('links.title')}
      lead={t('links.lead')}
      tools={
        <Button kind="primary" icon="plus" onPress={() => setChoosing(true)}>
          {t('links.new')}
        </Button>
      }
    >
      {issued ? <Shown issued={issued} onDone={() => setIssued(undefined)} /> : null}
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="key" title={t('links.none')}>
              {t('links.none.body')}
            </Empty>
          ) : (
            <Card title={t('links.given')}>
              <ul className="gj-rows" aria-label={t('links.given')}>
                {rows.map((link) => (
                  <li key={link.linkId}>
                    <OneLink link={link} />
                  </li>
                ))}
              </ul>
              <MoreRows of={read} />
            </Card>
          )
        }
      </Loaded>
      {choosing ? (
        <ChooseSheet
          onClose={() => setChoosing(false)}
          onIssued={(next) => {
            setChoosing(false);
            setIssued(next);
          }}
        />
      ) : null}
    </Page>
  );
}

function OneLink({ link }: { link: Link }) {
  const t = useWords(words);
  const format = useFormat();
  const voiding = useCommand(voidLeaverLink);
  const looked = link.uses.filter(({ what }) => what === 'looked').length;
  const exported = link.uses.length - looked;
  const facts = [
    t('links.by', { name: link.by.name, at: format.exact(link.madeAt) }),
    link.usedAt ? t('links.usedAt', { at: format.exact(link.usedAt), looked, exported }) : '',
    link.wrongAccounts > 0 ? t('links.wrong', { count: link.wrongAccounts }) : '',
    link.state === 'open' ? t('links.until', { at: format.exact(link.expiresAt) }) : '',
  ];
  return (
    <>
      <ListRow
        title={link.person.name}
        line={facts.filter(Boolean).join(' · ')}
        deciding={<Tag tone={tones[link.state]}>{t(`links.state.${link.state}`)}</Tag>}
      />
      {voiding.failure ? <FailureNote failure={voiding.failure} /> : null}
      {link.state === 'open' || link.state === 'used' ? (
        <div className="gj-actions">
          <Button busy={voiding.running} onPress={() => void voiding.run({ linkId: link.linkId })}>
            {t('links.void')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Shown once; afterwards only a new one can be made. */
function Shown({ issued, onDone }: { issued: Issued; onDone: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  useSecretOnScreen(true);
  return (
    <Card title={t('links.made', { name: issued.name })}>
      <div className="privacy-parts">
        <Note tone="warn" title={t('links.once', { until: format.exact(issued.expiresAt) })}>
          {t('links.once.body')}
        </Note>
        <FactList
          facts={[
            {
              name: t('links.address'),
              value: <span className="privacy-said">{`${location.origin}/leaver#${issued.code}`}</span>,
            },
            { name: t('leaver.code'), value: <span className="privacy-said">{issued.code}</span> },
            { name: t('leaver.account'), value: issued.account },
          ]}
        />
        <div className="gj-actions">
          <Button onPress={onDone}>{t('links.done')}</Button>
        </div>
      </div>
    </Card>
  );
}

function ChooseSheet({ onClose, onIssued }: { onClose: () => void; onIssued: (issued: Issued) => void }) {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const read = useReadPages(listPeople, { state: 'left', ...(text ? { text } : {}) });
  const issue = useCommand(issueLeaverLink);
  const give = async (personId: string) => {
    const issued = await issue.run({ personId });
    if (issued) onIssued(issued);
  };
  return (
    <Sheet title={t('links.new')} onClose={onClose}>
      <FieldFrame id="leaver-name" label={t('links.find')}>
        <Input id="leaver-name" value={typed} onChange={(value) => setTyped(value ?? '')} most={64} />
      </FieldFrame>
      {issue.failure ? <FailureNote failure={issue.failure} /> : null}
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) => (
          <>
            {rows.length === 0 ? <p className="gj-second">{t('links.nobody')}</p> : null}
            <ul className="gj-rows" aria-label={t('links.new')}>
              {rows.map((person) => (
                <li key={person.id}>
                  <ListRow
                    title={person.name}
                    line={[person.account, person.employer.name].join(' · ')}
                    deciding={
                      <Button busy={issue.running} onPress={() => void give(person.id)}>
                        {t('links.give')}
                      </Button>
                    }
                  />
                </li>
              ))}
            </ul>
            <MoreRows of={read} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}
