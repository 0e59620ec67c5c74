-- Every concordance leads from a known six-digit code to a known one of the next revision.
with
code as (
    select
        commodity_code,
        hs_revision
    from ref.commodity
    where commodity_level = 6
)

select
    concordance.from_revision,
    concordance.from_code,
    concordance.to_revision,
    concordance.to_code
from ref.commodity_concordance as concordance
left join code as earlier on earlier.commodity_code = concordance.from_code and earlier.hs_revision = concordance.from_revision
left join code as later on later.commodity_code = concordance.to_code and later.hs_revision = concordance.to_revision
left join ref.hs_revision as from_revision on from_revision.hs_revision = concordance.from_revision
left join ref.hs_revision as to_revision on to_revision.hs_revision = concordance.to_revision
where
    earlier.commodity_code is null
    or later.commodity_code is null
    or from_revision.valid_to + 1 is distinct from to_revision.valid_from
