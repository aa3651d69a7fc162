import {
  DEFAULT_LIMITS,
  TICKET_PRIORITIES,
  TICKET_STATES,
  type TicketAction,
  type TicketCategory,
  type TicketPriority,
  type TicketState,
} from '@app/contracts';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ReplyVariantsDto } from '../canned-reply/canned-reply.dto';
import { IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { REASON_MAX, TAG_MAX } from '../support-ticket/support-ticket.dto';
import { IsCategoryKey } from '../ticket-category/category-key.rule';

const ACTIONS_MAX = 10;
const SNOOZE_MAX_HOURS = 90 * 24;

const KINDS = [
  'state',
  'priority',
  'category',
  'assign',
  'addTag',
  'removeTag',
  'snooze',
  'escalate',
  'note',
  'reply',
] as const satisfies TicketAction['kind'][];

/** What an action of an unknown kind is checked as: it is refused. */
class TicketActionDto {
  @IsIn(KINDS)
  kind!: TicketAction['kind'];
}

class StateActionDto extends TicketActionDto {
  @IsIn(TICKET_STATES)
  state!: TicketState;
}

class PriorityActionDto extends TicketActionDto {
  @IsIn(TICKET_PRIORITIES)
  priority!: TicketPriority;
}

class CategoryActionDto extends TicketActionDto {
  @IsCategoryKey()
  category!: TicketCategory;
}

class AssignActionDto extends TicketActionDto {
  @ValidateIf(({ assigneeId }: AssignActionDto) => assigneeId !== null)
  @Matches(/^(me|[0-9a-f]{24})$/i, { message: 'assigneeId must be an id, "me" or null' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  assigneeId!: string | null;
}

class TagActionDto extends TicketActionDto {
  @IsVisibleText(TAG_MAX)
  tag!: string;
}

class SnoozeActionDto extends TicketActionDto {
  @IsInt()
  @Min(1)
  @Max(SNOOZE_MAX_HOURS)
  hours!: number;
}

class EscalateActionDto extends TicketActionDto {
  @IsVisibleText(REASON_MAX)
  reason!: string;
}

class NoteActionDto extends TicketActionDto {
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  text!: string;
}

class ReplyActionDto extends TicketActionDto {
  @IsNested(() => ReplyVariantsDto)
  variants!: ReplyVariantsDto;
}

const CLASSES: Record<TicketAction['kind'], new () => TicketActionDto> = {
  state: StateActionDto,
  priority: PriorityActionDto,
  category: CategoryActionDto,
  assign: AssignActionDto,
  addTag: TagActionDto,
  removeTag: TagActionDto,
  snooze: SnoozeActionDto,
  escalate: EscalateActionDto,
  note: NoteActionDto,
  reply: ReplyActionDto,
};

/** 1 to 10 actions, each with the fields of its kind and no others. */
export function IsTicketActions(): PropertyDecorator {
  return applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(ACTIONS_MAX),
    ValidateNested({ each: true }),
    Type(() => TicketActionDto, {
      keepDiscriminatorProperty: true,
      discriminator: {
        property: 'kind',
        subTypes: KINDS.map((name) => ({ name, value: CLASSES[name] })),
      },
    }),
  );
}
