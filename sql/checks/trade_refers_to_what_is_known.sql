-- Every reporter, partner, region, regime, revision and currency of a customs line is in its dimension.
with
code as (
    select
        source_id,
        reporter_code,
        partner_code,
        region_code,
        regime_code,
        hs_revision,
        currency,
        count(*) as lines
    from core.trade_flow
    group by source_id, reporter_code, partner_code, region_code, regime_code, hs_revision, currency
),

unknown as (
    select source_id, 'reporter_code' as dimension, reporter_code as code, lines from code
    where reporter_code not in (select partner_code from ref.partner)
    union all
    select source_id, 'partner_code' as dimension, partner_code as code, lines from code
    where partner_code not in (select partner_code from ref.partner)
    union all
    select source_id, 'region_code' as dimension, region_code as code, lines from code
    where region_code not in (select region_code from ref.region where region_level = 'province')
    union all
    select source_id, 'regime_code' as dimension, regime_code as code, lines from code
    where regime_code not in (select regime_code from ref.customs_regime)
    union all
    select source_id, 'hs_revision' as dimension, hs_revision as code, lines from code
    where hs_revision not in (select hs_revision from ref.hs_revision)
    union all
    select source_id, 'currency' as dimension, currency as code, lines from code
    where currency not in (select unit from ref.unit where unit_kind like 'money%')
)

select
    unknown.source_id,
    unknown.dimension,
    unknown.code,
    sum(unknown.lines) as lines
from unknown
group by unknown.source_id, unknown.dimension, unknown.code
