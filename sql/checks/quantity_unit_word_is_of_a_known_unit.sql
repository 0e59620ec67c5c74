-- Every word of a publisher for a unit of quantity stands for a known unit.
select
    word.word_list,
    word.word,
    word.quantity_unit
from ref.quantity_unit_word as word
where word.quantity_unit not in (select unit.quantity_unit from ref.quantity_unit as unit)
