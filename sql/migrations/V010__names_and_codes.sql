-- What may stand with a capital in free text, and what the codes of short lists mean.

create table ref.public_name (
    name varchar not null primary key,
    kind varchar not null,
    reason varchar not null
);
comment on table ref.public_name is 'A name, a heading or a word with a capital that may stand in free text, because it is of no private person. One row per name.';
comment on column ref.public_name.name is 'As it stands in the text, without a possessive ''s at its end.';
comment on column ref.public_name.kind is 'author or official (the only names of persons), organization, place, law, programme, title (also a heading), or word (a single word that is no name).';
comment on column ref.public_name.reason is 'Why it may stand there.';

create table ref.code (
    code_list varchar not null,
    code varchar not null,
    name varchar not null,
    description varchar not null
);
comment on table ref.code is 'A code of a short list and what it means. One row per list and code.';
comment on column ref.code.code_list is 'The list: mostly the name of the column that holds the code.';
comment on column ref.code.code is 'As it stands in tables.';
comment on column ref.code.name is 'What a table prints.';
comment on column ref.code.description is 'What it means.';
