'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { PreferencesDto } from '@app/contracts';
import { BellOff, BellRing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { Switch } from '@/ui/switch';
import { endPush, type PushState, readPushState, startPush } from './push-subscription';
import { SettingsCard } from './settings-card';
import type { Settings } from './use-settings';

interface PushCardProps {
  preferences: PreferencesDto;
  save: Settings['save'];
}

/** Whether this browser is told of news while no page of ours is open. */
export function PushCard({ preferences, save }: PushCardProps) {
  const t = useTranslations('settings');
  const { state, isBusy, fault, turn } = usePush();
  return (
    <SettingsCard title={t('device')} text={t('deviceText')}>
      <div role="status" className="text-sm text-soft empty:hidden">
        {state === 'on' && t('pushIsOn')}
        {state === 'denied' && t('pushDenied')}
        {state === 'unsupported' && t('pushUnsupported')}
      </div>
      {(state === 'on' || state === 'off') && (
        <div>
          <Button variant={state === 'off' ? 'primary' : undefined} isPending={isBusy} onPress={() => void turn()}>
            {!isBusy &&
              (state === 'off' ? (
                <BellRing aria-hidden className="size-4" />
              ) : (
                <BellOff aria-hidden className="size-4" />
              ))}
            {t(state === 'off' ? 'pushOn' : 'pushOff')}
          </Button>
        </div>
      )}
      <div role="alert" className="text-sm text-danger empty:hidden">
        {fault && t('pushFailed', { reason: fault })}
      </div>
      {(['hidesText', 'hasSound'] as const).map((name) => (
        <Switch key={name} isSelected={preferences[name]} onChange={(isOn) => void save({ [name]: isOn })}>
          {t(name)}
        </Switch>
      ))}
    </SettingsCard>
  );
}

function usePush() {
  const { rest } = useParley();
  const errorText = useErrorText();
  const [state, setState] = useState<PushState | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    void readPushState().then(setState);
  }, []);

  const turn = async () => {
    setIsBusy(true);
    setFault(null);
    try {
      setState(await (state === 'on' ? endPush(rest) : startPush(rest)));
    } catch (thrown) {
      // Browsers that cannot reach their push service refuse with a DOMException.
      if (!(thrown instanceof ParleyError || thrown instanceof DOMException)) throw thrown;
      setFault(errorText(thrown instanceof ParleyError ? thrown.code : 'NETWORK'));
    } finally {
      setIsBusy(false);
    }
  };
  return { state, isBusy, fault, turn };
}
