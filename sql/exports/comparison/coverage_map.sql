-- grain: one row per region and subject for which something is stated
with
coverage_map as (
    select * from mart.coverage_map
)

select
    region,
    region_level,
    subject,
    indicators_stated,
    indicators,
    share,
    cells,
    first_year,
    last_year,
    figure_ids
from coverage_map
where subject in (
    'cross_provincial', 'enforcement', 'labor_transfer', 'land', 'monitoring', 'seasonal', 'trade', 'training',
    'vocational_center'
)
order by region_place, region, subject
