import type { TicketCategoriesDto, TicketCategoryDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests, OnlyFor, Public } from '../auth/auth.guard';
import { ParamsPipe } from '../common/params.pipe';
import { CategoryEditing } from './category-editing';
import { TicketCategories } from './ticket-categories';
import { CategoryKeyDto, CreateCategoryDto, OrderCategoriesDto, UpdateCategoryDto } from './ticket-category.dto';

@ApiController('ticket-categories')
export class TicketCategoryController {
  constructor(
    private readonly categories: TicketCategories,
    private readonly editing: CategoryEditing,
  ) {}

  /** The offered ones. Open to everybody: visitors choose one before they have a session. */
  @Public()
  @Get()
  offered(): Promise<TicketCategoriesDto> {
    return this.categories.offered();
  }

  @OnlyFor('agent', 'admin')
  @Get('all')
  all(): Promise<TicketCategoriesDto> {
    return this.categories.all();
  }

  /** Also one that is not offered any more: a ticket may have it. */
  @AlsoForGuests()
  @Get(':key')
  get(@Param(ParamsPipe) { key }: CategoryKeyDto): Promise<TicketCategoryDto> {
    return this.categories.get(key);
  }

  @OnlyFor('admin')
  @Post()
  @HttpCode(200)
  create(@Body() input: CreateCategoryDto): Promise<TicketCategoriesDto> {
    return this.editing.create(input);
  }

  @OnlyFor('admin')
  @Put('order')
  order(@Body() input: OrderCategoriesDto): Promise<TicketCategoriesDto> {
    return this.editing.order(input);
  }

  @OnlyFor('admin')
  @Put(':key')
  update(@Param(ParamsPipe) { key }: CategoryKeyDto, @Body() input: UpdateCategoryDto): Promise<TicketCategoriesDto> {
    return this.editing.update(key, input);
  }
}
