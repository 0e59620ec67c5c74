-- grain: one row per prefecture, census and population that has a count
with
prefecture as (
    select * from stage.census_prefecture_population
),

counted as (
    select
        prefecture.city_code,
        prefecture.row_number,
        unnest(['popu_2020', 'popu_urban_2020', 'popu_rural_2020', 'popu_2010', 'popu_urban_2010', 'popu_rural_2010']) as field,
        unnest([
            prefecture.popu_2020,
            prefecture.popu_urban_2020,
            prefecture.popu_rural_2020,
            prefecture.popu_2010,
            prefecture.popu_urban_2010,
            prefecture.popu_rural_2010
        ]) as persons
    from prefecture
),

-- Both censuses count at the zero hour of 1 November.
described as (
    select
        *,
        substr(field, -4) as year,
        case when contains(field, 'urban') then 'urban' when contains(field, 'rural') then 'rural' else 'all' end as population
    from counted
    where persons is not null
)

select
    'census_prefecture_population:' || year || '_' || city_code || '_' || population as figure_id,
    'census-prefecture-panel-2010-2020' as document_id,
    'row ' || city_code || ', column ' || field as locator,
    'population' as subject,
    'resident_population' as indicator,
    population,
    city_code as region_code,
    cast(null as varchar) as counterpart_code,
    cast(year || '-11-01' as date) as period_start,
    cast(year || '-11-01' as date) as period_end,
    'point' as period_kind,
    'actual' as measure,
    'level' as statistic,
    cast(null as varchar) as base_indicator,
    cast(null as varchar) as base_region_code,
    cast(null as date) as base_period_start,
    cast(null as date) as base_period_end,
    cast(null as varchar) as base_measure,
    'person' as unit,
    cast(persons as decimal(24, 6)) as value,
    cast(persons as decimal(24, 6)) as value_low,
    cast(persons as decimal(24, 6)) as value_high,
    'exact' as bound,
    regexp_replace(cast(persons as varchar), '\.0+$', '') as as_stated,
    cast(null as varchar) as cited_document_id,
    'census_panel' as definition_version,
    'A' as obs_status,
    cast(null as varchar) as note,
    row_number
from described
