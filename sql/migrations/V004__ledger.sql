-- What the ledger of figures rests on.

alter table ref.document add column nearness varchar;
alter table ref.document add column series varchar;
comment on column ref.document.nearness is 'How near the document is to who counted: official, press, research or repost.';
comment on column ref.document.series is 'The publication of which the document is one edition, so that a later edition revises an earlier one; null when none.';

create table ref.population (
    population varchar not null primary key,
    name varchar not null,
    parent varchar,
    partition varchar,
    is_unnamed varchar not null,
    description varchar not null
);
comment on table ref.population is 'Who or what is counted. One row per population.';
comment on column ref.population.population is 'Code of the population; all where the indicator says it.';
comment on column ref.population.name is 'What a table prints.';
comment on column ref.population.parent is 'The population that this one is part of; null when none is declared.';
comment on column ref.population.partition is 'Name of the complete division of the parent that it belongs to: the members of one partition add up to the parent; null when it is no part of one.';
comment on column ref.population.is_unnamed is 'true for a village, township or other place without a name: its figures are those of no other place of the region.';
comment on column ref.population.description is 'Who or what exactly.';

create table ref.unit_conversion (
    from_unit varchar not null,
    to_unit varchar not null,
    factor_low decimal(18, 6) not null,
    factor_high decimal(18, 6) not null,
    source varchar not null
);
comment on table ref.unit_conversion is 'The only way from a unit to one of another kind. One row per pair of units.';
comment on column ref.unit_conversion.from_unit is 'Unit of the figure.';
comment on column ref.unit_conversion.to_unit is 'Unit of the band that comes out.';
comment on column ref.unit_conversion.factor_low is 'Least number of to_unit for one of from_unit.';
comment on column ref.unit_conversion.factor_high is 'Greatest number.';
comment on column ref.unit_conversion.source is 'Who says so.';

create table ref.preference_rule (
    preference_rule varchar not null primary key,
    place integer not null,
    name varchar not null,
    description varchar not null
);
comment on table ref.preference_rule is 'Why one figure of a cell is preferred to the others; the first rule that tells them apart decides. One row per rule.';
comment on column ref.preference_rule.preference_rule is 'Id of the rule, as P3.';
comment on column ref.preference_rule.place is 'Order in which the rules are asked.';
comment on column ref.preference_rule.name is 'The rule in a few words.';
comment on column ref.preference_rule.description is 'The rule and its reason.';

create table ref.contradiction_explanation (
    figure_id varchar not null,
    rival_figure_id varchar not null,
    state varchar not null,
    explanation varchar not null,
    decided_on date not null
);
comment on table ref.contradiction_explanation is 'What a person found out about a contradiction. One row per pair of figures.';
comment on column ref.contradiction_explanation.figure_id is 'A figure.';
comment on column ref.contradiction_explanation.rival_figure_id is 'A figure of the same cell that it contradicts.';
comment on column ref.contradiction_explanation.state is 'explained, or unresolved when it was looked into and stays open.';
comment on column ref.contradiction_explanation.explanation is 'What is known.';
comment on column ref.contradiction_explanation.decided_on is 'Day of the decision.';
