-- Every commodity has the dates of its revision, and of no code are two revisions in force on one day.
select
    commodity.commodity_code,
    commodity.hs_revision,
    commodity.valid_from,
    commodity.valid_to
from ref.commodity as commodity
left join ref.hs_revision as revision on revision.hs_revision = commodity.hs_revision
where
    commodity.valid_from is distinct from revision.valid_from
    or commodity.valid_to is distinct from revision.valid_to
    or exists (
        select 1
        from ref.commodity as other
        where
            other.commodity_code = commodity.commodity_code
            and other.hs_revision <> commodity.hs_revision
            and other.valid_from >= commodity.valid_from
            and (commodity.valid_to is null or other.valid_from <= commodity.valid_to)
    )
