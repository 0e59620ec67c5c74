-- grain: one row per basis, indicator, population, region, counterpart, year, measure, unit and definition
with
preferred_figure as (
    select * from mart.preferred_figure
    where statistic = 'level' and period_kind = 'year'
),

indicator as (
    select * from ref.indicator
),

unit_conversion as (
    select * from ref.unit_conversion
),

stated as (
    select
        'stated' as basis,
        preferred_figure.*,
        indicator.stock_or_flow
    from preferred_figure
    join indicator on indicator.indicator = preferred_figure.indicator
),

-- Person-times become persons by the declared band alone, and stay a band.
converted as (
    select
        'converted from ' || stated.unit as basis,
        stated.region,
        stated.year,
        stated.indicator_name,
        stated.counterpart,
        stated.population,
        stated.measure,
        stated.rivals,
        stated.figure_ids,
        stated.sources,
        stated.stock_or_flow,
        stated.indicator,
        stated.region_code,
        stated.counterpart_code,
        stated.definition_version,
        stated.obs_status,
        unit_conversion.to_unit as unit,
        cast(stated.value_low * unit_conversion.factor_low as decimal(24, 6)) as value_low,
        cast(stated.value_high * unit_conversion.factor_high as decimal(24, 6)) as value_high,
        cast(stated.rivals_low * unit_conversion.factor_low as decimal(24, 6)) as rivals_low,
        cast(stated.rivals_high * unit_conversion.factor_high as decimal(24, 6)) as rivals_high
    from stated
    join unit_conversion on unit_conversion.from_unit = stated.unit
),

both_bases as (
    select
        basis, region, year, indicator_name, counterpart, population, measure, value, value_low, value_high, unit,
        rivals, rivals_low, rivals_high, figure_ids, sources, stock_or_flow, indicator, region_code,
        counterpart_code, definition_version, obs_status
    from stated
    union all
    select
        basis, region, year, indicator_name, counterpart, population, measure, cast(null as decimal(24, 6)) as value,
        value_low, value_high, unit, rivals, rivals_low, rivals_high, figure_ids, sources, stock_or_flow, indicator,
        region_code, counterpart_code, definition_version, obs_status
    from converted
)

select
    basis,
    region,
    year,
    indicator_name,
    counterpart,
    population,
    measure,
    value,
    value_low,
    value_high,
    unit,
    rivals,
    rivals_low,
    rivals_high,
    ref.kind(
        case when basis = 'stated' then unit else unit || ' ' || basis end,
        stock_or_flow,
        measure,
        'level',
        'year',
        definition_version
    ) as kind,
    figure_ids,
    sources,
    indicator,
    region_code,
    counterpart_code,
    definition_version,
    obs_status
from both_bases
