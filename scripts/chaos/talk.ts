import type { MessageDto } from '@app/contracts';
import type { ChaosLog } from './log';
import { pick, type Random } from './random';
import type { Tab } from './tab';

const EMOJIS = ['👍', '❤️', '😂'];
/** Only what is fresh is changed: further up, most is changed already. */
const FRESH = 12;

/** Who waits for so many to be sent says no more for now. */
const WAITING_MAX = 5;

/** People in a chat: they write, read, edit, delete and react, until stopped. Offline ones go on writing for a while. */
export function talk(chatId: string, tabs: readonly Tab[], everyMs: number, random: Random, log: ChaosLog): () => void {
  let edits = 0;

  const act = () => {
    const tab = pick(random, tabs);
    const thread = tab.parley.messages(chatId);
    const items = thread.getState().items.slice(-FRESH);
    const last = items.at(-1);
    const mine = items.filter((item) => item.senderId === tab.userId && !item.deletedAt);
    const dice = random();
    if (last && dice < 0.2) thread.markRead(last.seq);
    if (thread.getState().pending.length + thread.getState().changes.length >= WAITING_MAX) return;
    if (dice < 0.82 || mine.length === 0) tab.say(chatId);
    else change(tab, pick(random, mine));
  };

  const change = (tab: Tab, message: MessageDto) => {
    const thread = tab.parley.messages(chatId);
    const dice = random();
    if (dice < 0.3) thread.remove(message.id);
    else if (dice < 0.6) thread.react(message.id, pick(random, EMOJIS), random() < 0.7);
    else {
      const text = `${message.text.slice(0, 60)}, edit ${++edits} by ${tab.name}`;
      log.write({ kind: 'edited', messageId: message.id, text });
      thread.edit(message.id, text);
    }
  };

  const timer = setInterval(act, everyMs);
  return () => clearInterval(timer);
}
