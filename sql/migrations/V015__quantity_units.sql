-- One code for each unit of quantity, whatever word its publisher prints.

create table ref.quantity_unit (
    quantity_unit varchar not null primary key,
    name varchar not null,
    description varchar not null
);
comment on table ref.quantity_unit is 'A unit of quantity of customs lines. One row per quantity_unit.';
comment on column ref.quantity_unit.quantity_unit is 'Code of the unit, as UN Comtrade abbreviates it.';
comment on column ref.quantity_unit.name is 'What a table prints.';
comment on column ref.quantity_unit.description is 'What is counted or measured.';

create table ref.quantity_unit_word (
    word_list varchar not null,
    word varchar not null,
    quantity_unit varchar not null,
    primary key (word_list, word)
);
comment on table ref.quantity_unit_word is 'What the words of a publisher for units of quantity stand for. One row per word_list and word.';
comment on column ref.quantity_unit_word.word_list is 'gacc.';
comment on column ref.quantity_unit_word.word is 'Word as published, in whatever language.';
comment on column ref.quantity_unit_word.quantity_unit is 'The unit; see ref.quantity_unit.';

create view ref.gacc_unit as
select
    word.word,
    word.quantity_unit
from ref.quantity_unit_word as word
where word.word_list = 'gacc';
comment on view ref.gacc_unit is 'The units of China Customs, in Chinese and English. One row per word.';
comment on column ref.gacc_unit.word is 'Word as published.';
comment on column ref.gacc_unit.quantity_unit is 'See ref.quantity_unit.';

comment on column core.trade_flow.quantity_unit is 'Unit of the first quantity: a code of ref.quantity_unit, for census_imports the word as published; null when none is published. It belongs to code and year; where lines of both have several, mart.commodity_unit says so.';
comment on column core.trade_flow.quantity2_unit is 'Unit of the second quantity, likewise; for comext_products the word as published.';

comment on column ref.partner_code.code_list is 'gacc, comtrade, comtrade_name (names in tables that third parties worked out of UN Comtrade), comext, census or baci.';
