-- Every code of a short list that a figure, a customs line or a dimension uses is described in ref.code.
with
used as (
    select 'subject' as code_list, subject as code from core.figure
    union
    select 'period_kind' as code_list, period_kind as code from core.figure
    union
    select 'measure' as code_list, measure as code from core.figure
    union
    select 'measure' as code_list, base_measure as code from core.figure
    union
    select 'statistic' as code_list, statistic as code from core.figure
    union
    select 'bound' as code_list, bound as code from core.figure
    union
    select 'obs_status' as code_list, obs_status as code from core.figure
    union
    select 'definition_version' as code_list, definition_version as code from core.figure
    union
    select 'period_kind' as code_list, period_kind as code from core.trade_flow
    union
    select 'flow' as code_list, flow as code from core.trade_flow
    union
    select 'valuation' as code_list, valuation as code from core.trade_flow
    union
    select 'period_kind' as code_list, period_kind as code from core.exchange_rate_quote
    union
    select 'period_kind' as code_list, period_kind as code from core.statistical_observation
    union
    select 'enforcement_list' as code_list, list as code from core.enforcement_listing
    union
    select 'region_code_list' as code_list, code_list as code from core.region_code_listing
    union
    select 'stock_or_flow' as code_list, stock_or_flow as code from ref.indicator
    union
    select 'nearness' as code_list, nearness as code from ref.document
    union
    select 'region_level' as code_list, region_level as code from ref.region
    union
    select 'identity_kind' as code_list, kind as code from mart.identity_check
    union
    select 'verdict' as code_list, verdict as code from mart.identity_check
    union
    select 'contradiction_state' as code_list, state as code from mart.contradiction
    union
    select 'correction_status' as code_list, status as code from ops.correction
)

select
    used.code_list,
    used.code
from used as used
left join ref.code as code
    on used.code_list = code.code_list and used.code = code.code
where used.code is not null and code.code is null
