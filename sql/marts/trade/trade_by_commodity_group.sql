-- grain: one row per source, reporter, region or none, commodity_group, flow, scope, currency and period
with
code as (
    select * from mart.commodity_group_code
),

-- All that a code means for all groups, as one text: there are few such texts, and lines are summed by them.
code_set as (
    select
        hs_revision,
        commodity_code,
        string_agg(concat_ws(':', commodity_group, standing, carried_standing), ',' order by commodity_group) as meaning
    from code
    group by hs_revision, commodity_code
),

meaning as (
    select
        code_set.hs_revision,
        code_set.meaning,
        code.commodity_group,
        code.standing,
        code.carried_standing
    from code_set
    join code on code.hs_revision = code_set.hs_revision and code.commodity_code = code_set.commodity_code
    group by code_set.hs_revision, code_set.meaning, code.commodity_group, code.standing, code.carried_standing
),

commodity_group as (
    select * from ref.commodity_group
),

-- The revisions that a group has codes of.
written as (
    select
        commodity_group,
        hs_revision
    from ref.commodity_group_member
    group by commodity_group, hs_revision
),

partner_group as (
    select partner_code from ref.partner
    where kind = 'group' and partner_code <> 'WORLD'
),

coarse as (
    select * from mart.trade_coarse_code
),

-- The only pass over the lines. What it is joined with is small.
line as (
    select
        trade_flow.source_id,
        trade_flow.reporter_code,
        trade_flow.region_code,
        trade_flow.flow,
        trade_flow.scope,
        trade_flow.currency,
        trade_flow.period_start,
        trade_flow.period_end,
        trade_flow.period_kind,
        trade_flow.partner_code = 'WORLD' as is_world,
        trade_flow.regime_code is null as is_all_regimes,
        trade_flow.hs_revision,
        code_set.meaning,
        count(*) as lines,
        count(case when trade_flow.is_masked then 1 end) as masked_lines,
        count(trade_flow.value) as valued_lines,
        count(trade_flow.value_usd) as usd_lines,
        count(trade_flow.value_cny) as cny_lines,
        sum(trade_flow.value) as value,
        sum(trade_flow.value_usd) as value_usd,
        sum(trade_flow.value_cny) as value_cny,
        max(case when trade_flow.is_truncated then 1 else 0 end) as truncated
    from core.trade_flow as trade_flow
    left join code_set
        on code_set.commodity_code = trade_flow.commodity_code and code_set.hs_revision = trade_flow.hs_revision
    left join coarse
        on
            coarse.source_id = trade_flow.source_id
            and coarse.reporter_code = trade_flow.reporter_code
            and coarse.region_code is not distinct from trade_flow.region_code
            and coarse.partner_code = trade_flow.partner_code
            and coarse.flow = trade_flow.flow
            and coarse.scope = trade_flow.scope
            and coarse.currency = trade_flow.currency
            and coarse.period_start = trade_flow.period_start
            and coarse.period_end = trade_flow.period_end
            and coarse.period_kind = trade_flow.period_kind
            and coarse.regime_code is not distinct from trade_flow.regime_code
            and coarse.hs_revision is not distinct from trade_flow.hs_revision
            and coarse.commodity_code = trade_flow.commodity_code
    where
        not trade_flow.is_total
        and trade_flow.commodity_level > 0
        and coarse.commodity_code is null
        and trade_flow.partner_code not in (select partner_code from partner_group)
    group by
        trade_flow.source_id,
        trade_flow.reporter_code,
        trade_flow.region_code,
        trade_flow.flow,
        trade_flow.scope,
        trade_flow.currency,
        trade_flow.period_start,
        trade_flow.period_end,
        trade_flow.period_kind,
        trade_flow.partner_code = 'WORLD',
        trade_flow.regime_code is null,
        trade_flow.hs_revision,
        code_set.meaning
),

-- A line without a revision, or of one that a group has no codes of, could be of the group.
member as (
    select
        line.*,
        meaning.commodity_group,
        meaning.standing,
        meaning.carried_standing
    from line
    join meaning on meaning.hs_revision = line.hs_revision and meaning.meaning = line.meaning
    union all
    select
        line.*,
        commodity_group.commodity_group,
        'hidden' as standing,
        cast(null as varchar) as carried_standing
    from line
    cross join commodity_group
    left join written
        on written.commodity_group = commodity_group.commodity_group and written.hs_revision = line.hs_revision
    where written.commodity_group is null
),

-- Lines of the world and of partners tell the same trade, and so do lines of all regimes and of each.
weighed as (
    select
        *,
        max(case when standing = 'member' then 1 else 0 end) over one_side as has_member,
        max(case when 'too short' in (standing, carried_standing) then 1 else 0 end) over one_side as is_short,
        max(case when standing = 'member' and (truncated = 1 or valued_lines < lines) then 1 else 0 end) over one_side as is_cut
    from member
    window one_side as (
        partition by
            source_id,
            reporter_code,
            region_code,
            flow,
            scope,
            currency,
            period_start,
            period_end,
            period_kind,
            commodity_group,
            is_world,
            is_all_regimes
    )
),

-- One side answers for a group: the one that tells most of it, and of two alike the one that needs no adding up.
ranked as (
    select
        *,
        rank() over (
            partition by
                source_id,
                reporter_code,
                region_code,
                flow,
                scope,
                currency,
                period_start,
                period_end,
                period_kind,
                commodity_group
            order by has_member desc, is_short, is_cut, is_world desc, is_all_regimes desc
        ) as side
    from weighed
),

chosen as (
    select * from ranked
    where side = 1
),

period_part as (
    select * from mart.trade_period_part
    where breakdown = 'commodity'
),

summed as (
    select
        chosen.source_id,
        chosen.reporter_code,
        chosen.region_code,
        chosen.commodity_group,
        chosen.flow,
        chosen.scope,
        chosen.currency,
        period_part.period_start,
        period_part.period_end,
        period_part.period_kind,
        period_part.period,
        period_part.year,
        period_part.earlier_start,
        period_part.earlier_end,
        period_part.basis,
        min(case when 'member' in (chosen.standing, chosen.carried_standing) then chosen.hs_revision end) as first_revision,
        max(case when 'member' in (chosen.standing, chosen.carried_standing) then chosen.hs_revision end) as last_revision,
        sum(case when chosen.standing = 'member' then chosen.value end) as value,
        sum(case when chosen.standing = 'member' then chosen.value_usd end) as value_usd,
        sum(case when chosen.standing = 'member' then chosen.value_cny end) as value_cny,
        sum(case when chosen.carried_standing = 'member' then chosen.value end) as carried_value,
        sum(case when chosen.standing = 'member' then chosen.lines else 0 end) as lines,
        sum(case when chosen.standing = 'member' then chosen.valued_lines else 0 end) as valued_lines,
        sum(case when chosen.standing = 'member' then chosen.usd_lines else 0 end) as usd_lines,
        sum(case when chosen.standing = 'member' then chosen.cny_lines else 0 end) as cny_lines,
        sum(case when chosen.standing = 'member' then chosen.masked_lines else 0 end) as masked_lines,
        sum(case when chosen.standing in ('hidden', 'too short') then chosen.lines else 0 end) as undecided_lines,
        max(case when chosen.standing = 'member' then chosen.truncated when chosen.standing = 'too short' then 1 else 0 end)
            as at_least,
        max(
            case
                when chosen.carried_standing = 'too short' and chosen.standing <> 'member' then 1
                when chosen.carried_standing = 'member' and chosen.valued_lines < chosen.lines then 1
                when chosen.carried_standing = 'member' then chosen.truncated
                else 0
            end
        ) as carried_at_least
    from chosen
    join period_part
        on
            period_part.source_id = chosen.source_id
            and period_part.reporter_code = chosen.reporter_code
            and period_part.flow = chosen.flow
            and period_part.scope = chosen.scope
            and period_part.currency = chosen.currency
            and period_part.is_by_region = (chosen.region_code is not null)
            and period_part.part_start = chosen.period_start
            and period_part.part_end = chosen.period_end
            and period_part.part_kind = chosen.period_kind
    group by
        chosen.source_id,
        chosen.reporter_code,
        chosen.region_code,
        chosen.commodity_group,
        chosen.flow,
        chosen.scope,
        chosen.currency,
        period_part.period_start,
        period_part.period_end,
        period_part.period_kind,
        period_part.period,
        period_part.year,
        period_part.earlier_start,
        period_part.earlier_end,
        period_part.basis
),

amount as (
    select
        *,
        case when first_revision = last_revision then first_revision end as hs_revision,
        case when at_least = 1 or valued_lines < lines or lines = 0 then 'at_least' else 'exact' end as bound,
        case when carried_at_least = 1 then 'at_least' else 'exact' end as carried_bound
    from summed
),

placed as (
    select
        *,
        row_number() over (
            partition by
                source_id, reporter_code, region_code, flow, scope, currency, period_start, period_end, period_kind
            order by case when lines > 0 then 0 else 1 end, value desc nulls last, commodity_group
        ) as place
    from amount
    where lines > 0 or undecided_lines > 0
),

total as (
    select * from mart.trade_total
),

revision as (
    select
        hs_revision,
        name,
        lead(hs_revision) over (order by valid_from) as next_revision
    from ref.hs_revision
),

broken as (
    select * from mart.commodity_group_break
),

paired as (
    select
        now.*,
        total.value as total_value,
        total.bound as total_bound,
        earlier.source_id as earlier_source,
        earlier.period as earlier_period,
        earlier.basis as earlier_basis,
        earlier.period_kind as earlier_kind,
        case when earlier.hs_revision = now.hs_revision then earlier.bound else earlier.carried_bound end as earlier_bound,
        earlier.hs_revision as earlier_revision,
        case when earlier.hs_revision = now.hs_revision then earlier.value else earlier.carried_value end as earlier_value,
        revision.next_revision,
        revision.name as earlier_revision_name,
        broken.first_code
    from placed as now
    left join amount as earlier
        on
            earlier.source_id = now.source_id
            and earlier.reporter_code = now.reporter_code
            and earlier.region_code is not distinct from now.region_code
            and earlier.commodity_group = now.commodity_group
            and earlier.flow = now.flow
            and earlier.scope = now.scope
            and earlier.currency = now.currency
            and earlier.period_kind = now.period_kind
            and earlier.period_start = now.earlier_start
            and earlier.period_end = now.earlier_end
            and (earlier.lines > 0 or earlier.carried_value is not null)
    left join total
        on
            total.source_id = now.source_id
            and total.reporter_code = now.reporter_code
            and total.region_code is not distinct from now.region_code
            and total.flow = now.flow
            and total.scope = now.scope
            and total.currency = now.currency
            and total.period_kind = now.period_kind
            and total.period_start = now.period_start
            and total.period_end = now.period_end
    left join revision on revision.hs_revision = earlier.hs_revision
    left join broken
        on
            broken.commodity_group = now.commodity_group
            and broken.from_revision = earlier.hs_revision
            and broken.to_revision = now.hs_revision
),

compared as (
    select
        *,
        case
            when lines = 0 then 'No line is surely of the group.'
            when earlier_start is null then 'Periods of several years overlap.'
            when earlier_source is null then 'There is no like sum one year earlier.'
            when bound <> 'exact' or earlier_bound <> 'exact' then 'One of the two sums is only a lower bound.'
            when hs_revision is null or earlier_revision is null
                then 'The codes are of several revisions of the Harmonized System.'
            when earlier_revision <> hs_revision and next_revision is distinct from hs_revision
                then 'The codes are of revisions of the Harmonized System that do not follow each other.'
            when first_code is not null
                then
                    concat(
                        'The series breaks after ', earlier_revision_name, ': code ', first_code,
                        ' was split between the group and others.'
                    )
            when coalesce(earlier_value, 0) <= 0 then 'The sum one year earlier is 0.'
        end as obstacle
    from paired
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

reporter as (
    select
        partner_code as reporter_code,
        name
    from ref.partner
)

select
    coalesce(reporter.name, compared.reporter_code) as reporter,
    coalesce(region_name.name, compared.region_code) as region,
    commodity_group.name as commodity_group_name,
    compared.period,
    compared.year,
    compared.flow,
    cast(compared.value as decimal(24, 3)) as value,
    compared.currency,
    compared.bound,
    case when compared.usd_lines = compared.valued_lines then cast(compared.value_usd as decimal(24, 3)) end as value_usd,
    case when compared.cny_lines = compared.valued_lines then cast(compared.value_cny as decimal(24, 3)) end as value_cny,
    case
        when compared.obstacle is null
            then
                cast(
                    ref.growth_pct(
                        cast(compared.value as decimal(24, 3)),
                        concat_ws(' / ', compared.currency, compared.period_kind),
                        cast(compared.earlier_value as decimal(24, 3)),
                        concat_ws(' / ', compared.currency, compared.earlier_kind)
                    ) as decimal(24, 6)
                )
    end as growth_pct,
    coalesce(
        compared.obstacle,
        concat(
            'Against ',
            compared.earlier_period,
            case when compared.earlier_basis <> 'published' then ' (' || compared.earlier_basis || ')' end,
            case
                when compared.earlier_revision <> compared.hs_revision
                    then ', carried over from ' || compared.earlier_revision_name
            end,
            '.'
        )
    ) as growth_basis,
    case
        when compared.bound = 'exact' and compared.total_bound = 'exact'
            then cast(ref.quotient(100 * cast(compared.value as decimal(24, 3)), compared.total_value) as decimal(24, 6))
    end as share_of_total_pct,
    case when compared.lines > 0 then compared.place end as rank,
    compared.basis,
    cast(compared.lines as bigint) as lines,
    cast(compared.masked_lines as bigint) as masked_lines,
    cast(compared.undecided_lines as bigint) as undecided_lines,
    compared.hs_revision,
    compared.source_id,
    compared.reporter_code,
    compared.region_code,
    compared.commodity_group,
    compared.scope,
    compared.period_start,
    compared.period_end,
    compared.period_kind
from compared
left join reporter on reporter.reporter_code = compared.reporter_code
left join region_name on region_name.region_code = compared.region_code
left join commodity_group on commodity_group.commodity_group = compared.commodity_group
