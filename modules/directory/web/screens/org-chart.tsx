import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportChart, readChart } from '../../contract/chart.ts';
import { ChartView } from '../chart/chart-view.tsx';
import { DepartmentFacts } from '../chart/department-facts.tsx';
import { savePicture } from '../chart/save-picture.ts';
import { words } from '../words.ts';
import '../directory.css';
import '../chart/chart.css';

/** The chart of the structure, of today or of the day in the address (`?on=2026-03-01`). */
export function OrgChart() {
  const t = useWords(words);
  const format = useFormat();
  const phone = useIsPhone();
  const [, go] = useLocation();
  const on = new URLSearchParams(useSearch()).get('on') ?? undefined;
  const which = on === undefined ? {} : { on };
  const read = useRead(readChart, which, { keep: true });
  const [opened, setOpened] = useState<string>();
  const may = read.data?.may ?? [];
  const picture = async () => {
    try {
      await savePicture(which, t('chart.title'));
    } catch {
      tell(t('chart.noPicture'));
    }
  };
  return (
    <Page
      title={t('chart.title')}
      lead={on === undefined ? t(phone ? 'chart.leadPhone' : 'chart.lead') : t('chart.leadOn', { day: format.day(on) })}
      width="full"
      tools={
        <>
          {may.includes('plan') ? (
            <Button icon="branch" href="/structure/reorganisations">
              {t('reorganisations')}
            </Button>
          ) : null}
          {may.includes('export') ? (
            <MenuButton
              label={t('chart.export')}
              choices={[
                { key: 'png', label: t('chart.png'), icon: 'image', onPress: () => void picture() },
                {
                  key: 'svg',
                  label: t('chart.svg'),
                  icon: 'image',
                  onPress: () => location.assign(fileUrl(exportChart, { ...which, format: 'svg' })),
                },
                {
                  key: 'xlsx',
                  label: t('chart.xlsx'),
                  icon: 'download',
                  onPress: () => location.assign(fileUrl(exportChart, which)),
                },
              ]}
            />
          ) : null}
        </>
      }
    >
      <Loaded read={read} shape="page">
        {({ departments, more }) => (
          <>
            {more ? <Note tone="warn" title={t('chart.cut')} /> : null}
            <ChartView
              label={t('chart.title')}
              departments={departments}
              onOpen={setOpened}
              tools={
                <div className="directory-chart-day">
                  <label htmlFor="chart-day">{t('chart.day')}</label>
                  <DatePicker
                    id="chart-day"
                    value={on}
                    placeholder={t('chart.today')}
                    onChange={(day) => go(day ? `/directory/chart?on=${day}` : '/directory/chart', { replace: true })}
                  />
                </div>
              }
            />
            {opened === undefined ? null : (
              <DepartmentFacts key={opened} departmentId={opened} on={on} onClose={() => setOpened(undefined)} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
