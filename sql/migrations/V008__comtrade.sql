-- What all sources of UN Comtrade, and all of trade in dollars or yuan, read in the same way.

create view ref.yuan_for_a_dollar as
select
    rate.period_start,
    rate.period_end,
    rate.rate
from ref.exchange_rate as rate
where rate.base_currency = 'usd' and rate.quote_currency = 'cny';
comment on view ref.yuan_for_a_dollar is 'Yuan for one US dollar, average of a month or year. One row per period.';
comment on column ref.yuan_for_a_dollar.period_start is 'First day of the period.';
comment on column ref.yuan_for_a_dollar.period_end is 'Last day of the period.';
comment on column ref.yuan_for_a_dollar.rate is 'As in ref.exchange_rate.';

create macro ref.comtrade_first_day(ref_year, ref_month) as
    make_date(ref_year::bigint, case when ref_month = '52' then 1 else ref_month::bigint end, 1);
comment on macro ref.comtrade_first_day is 'First day of a period of UN Comtrade. Month 52 is the whole year.';

create macro ref.comtrade_last_day(ref_year, ref_month) as
    last_day(make_date(ref_year::bigint, case when ref_month = '52' then 12 else ref_month::bigint end, 1));
comment on macro ref.comtrade_last_day is 'Last day likewise.';

create macro ref.comtrade_flow(flow_code) as
    case
        when flow_code = 'RM' then 're_import'
        when flow_code = 'RX' then 're_export'
        when flow_code in ('M', 'FM', 'MIP', 'MOP') then 'import'
        else 'export'
    end;
comment on macro ref.comtrade_flow is 'The flow of core.trade_flow for a flow code of UN Comtrade.';

create macro ref.comtrade_scope(
    scope, flow_code, customs_code, mot_code, partner2_code, is_original_classification, classification_code
) as
    concat_ws(
        ', ',
        scope,
        case when flow_code not in ('M', 'X', 'RM', 'RX') then 'flow ' || flow_code end,
        case when customs_code <> 'C00' then 'customs procedure ' || customs_code end,
        case when mot_code <> '0' then 'mode of transport ' || mot_code end,
        case when partner2_code <> '0' then 'second partner ' || partner2_code end,
        case when lower(is_original_classification) in ('false', '0') then 'converted to ' || classification_code end
    );
comment on macro ref.comtrade_scope is 'The scope of a line of UN Comtrade: that of its file, and what makes the line a part of others, or other lines once more.';

create macro ref.comtrade_unit(unit_code) as
    case
        when unit_code <> '-1'
            then
                coalesce(
                    [
                        'm²', '1000 kWh', 'm', 'u', '2u', 'l', 'kg', '1000u', 'U (jeu/pack)', '12u', 'm³', 'carat', 'km', 'g',
                        'hive', '1000 m³', 'TJ', 'BBL', '1000 L', '1000 KG', 'kWH', 'l alc 100%', 'head', 'kg/net eda',
                        'kg C5H14ClNO', 'kg P2O5', 'kg H2O2', 'kg met.am.', 'kg N', 'kg KOH', 'kg K2O', 'kg NaOH', 'kg 90% sdt',
                        'kg U', 'ct/l', 'Bq', 'gi F/S', 'GRT', 'GT', 'ce/el'
                    ][unit_code::bigint - 1],
                    'unit ' || unit_code
                )
    end;
comment on macro ref.comtrade_unit is 'The unit that a code of UN Comtrade stands for, 2 to 41 of its list; null for -1, which is none.';

create macro ref.comtrade_valuation(flow_code, primary_value, cif_value, fob_value) as
    case
        when primary_value = cif_value and primary_value is distinct from fob_value then 'cif'
        when primary_value = fob_value and primary_value is distinct from cif_value then 'fob'
        when primary_value = cif_value and flow_code in ('M', 'RM', 'FM', 'MIP', 'MOP') then 'cif'
        when primary_value = fob_value then 'fob'
    end;
comment on macro ref.comtrade_valuation is 'fob or cif, whichever of the two the value equals, since some reporters publish imports free on board; null when neither.';
