import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { verifyCode } from '../../contract/archive.ts';
import { readVerificationCode, verificationCode } from '../../domain/verification-code.ts';
import { Labelled } from '../parts/labelled.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Told = OutputOf<typeof verifyCode>;

/** Where the code on a paper leads: whether the paper is what it says. Nothing of the content, for anybody. */
export function VerifyPage({ params }: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const bytes = readVerificationCode(params.code ?? '');
  const [typed, setTyped] = useState(params.code ?? '');
  const wrong = params.code !== undefined && bytes === undefined;
  if (bytes) return <OneCode key={params.code} code={verificationCode(bytes)} />;
  return (
    <Page title={t('verify')} lead={t('verify.lead')}>
      <form
        className="approvals-verify"
        onSubmit={(event) => {
          event.preventDefault();
          go(`/verify/${encodeURIComponent(typed.trim())}`);
        }}
      >
        <Labelled label={t('archive.code')} problem={wrong ? t('verify.notACode') : undefined}>
          {(named) => (
            <Input
              {...named}
              value={typed}
              onChange={(value) => setTyped(value ?? '')}
              placeholder="XXXX-XXXX-XXXX-XXXX"
              most={40}
              autoFocus
            />
          )}
        </Labelled>
        <Button type="submit" kind="primary" wide disabled={typed.trim() === ''}>
          {t('verify')}
        </Button>
      </form>
    </Page>
  );
}

function OneCode({ code }: { code: string }) {
  const t = useWords(words);
  const [file, setFile] = useState<{ name: string; digest: string }>();
  const read = useRead(verifyCode, { code });
  return (
    <Page title={t('verify')} lead={<span className="approvals-code">{code}</span>}>
      <Loaded read={read} shape="text">
        {(told) => (
          <div className="approvals-verify">
            <Paper told={told} />
            <WhatFile onFile={setFile} />
            {file ? <ThisFile code={code} file={file} /> : null}
            {told.requestId ? (
              <Button href={`/requests/${told.requestId}`} wide>
                {t('verify.open')}
              </Button>
            ) : null}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Paper({ told }: { told: Told }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const facts = [
    { name: t('verify.number'), value: told.number },
    { name: t('verify.kind'), value: spoken(told.title) },
    { name: t('verify.employer'), value: told.employer },
    { name: t('verify.status'), value: <StatusTag status={told.status} suspended={false} /> },
    { name: t('print.submittedAt'), value: format.exact(told.submittedAt) },
    ...(told.endedAt ? [{ name: t('verify.endedAt'), value: format.exact(told.endedAt) }] : []),
    ...(told.archivedAt ? [{ name: t('verify.archivedAt'), value: format.exact(told.archivedAt) }] : []),
  ];
  return (
    <>
      {told.intact && told.destroyed ? (
        <Note tone="accent" icon="info" title={t('verify.destroyed')}>
          {t('verify.destroyedBody', {
            destruction: told.destroyed.destruction,
            time: format.exact(told.destroyed.at),
          })}
        </Note>
      ) : told.intact ? (
        <Note tone="pass" icon="check" title={t('verify.intact')}>
          {t('verify.intactBody')}
        </Note>
      ) : (
        <Note tone="seal" icon="alert" title={t('verify.broken')}>
          {t('verify.brokenBody')}
        </Note>
      )}
      <FactList facts={facts} />
    </>
  );
}

/** Takes a file and gives its digest; the file itself stays on this device. */
function WhatFile({ onFile }: { onFile: (file: { name: string; digest: string }) => void }) {
  const t = useWords(words);
  // Without HTTPS browsers don't offer it.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return <Note tone="accent" title={t('verify.needsHttps')} />;
  const take = async (file: File) => {
    const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
    onFile({ name: file.name, digest: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') });
  };
  return (
    <UploadArea
      accept=".pdf,.zip"
      hint={t('verify.fileHint')}
      onFiles={([file]) => {
        if (file) void take(file);
      }}
    />
  );
}

function ThisFile({ code, file: { name, digest } }: { code: string; file: { name: string; digest: string } }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(verifyCode, { code, digest });
  if (read.failure) return <FailureNote failure={read.failure} onRetry={read.readAgain} />;
  const file = read.data?.file;
  if (!file) return null;
  if (file.kind === 'unknown') {
    return (
      <Note tone="seal" icon="alert" title={t('verify.file.unknown', { name })} live>
        {t('verify.file.unknownBody')}
      </Note>
    );
  }
  const at = format.exact(file.at);
  return (
    <Note tone="pass" icon="check" title={t(`verify.file.${file.kind}`, { name })} live>
      {file.kind === 'print' && !file.current
        ? t('verify.file.older', { time: at })
        : t('verify.file.at', { time: at })}
    </Note>
  );
}
