import type { Locale } from '@app/contracts';
import LinkedText from '@/features/chat/linked-text';
import { directionOf } from '@/i18n/locale';
import { blocksOf } from './article-text';

/** An article's text in its own language and direction, whatever the page's are. */
export function ArticleBody({ body, language }: { body: string; language: Locale }) {
  return (
    <div lang={language} dir={directionOf(language)} className="grid gap-4 leading-relaxed wrap-anywhere">
      {blocksOf(body).map((block, index) =>
        block.kind === 'list' ? (
          <ul key={index} className="grid list-disc gap-1.5 ps-6 marker:text-quiet">
            {block.items.map((item, at) => (
              <li key={at}>
                <LinkedText text={item} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={index} className="whitespace-pre-wrap">
            <LinkedText text={block.text} />
          </p>
        ),
      )}
    </div>
  );
}
